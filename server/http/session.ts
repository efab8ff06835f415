import { getServerSession } from 'next-auth'
import { headers } from 'next/headers'
import { connection } from 'next/server'
import { resolveSession } from '../domains/identity/index.ts'
import { createContext, type Actor, type Context } from '../platform/context/context.ts'
import { authOptions } from './auth-options.ts'
import { callerOf } from './caller.ts'
import { chosenProfile } from './profile-cookie.ts'
import { requestIdOf } from './request-id.ts'

/** Tells who asks: whom the session of the cookie belongs to, as long as it lasts. */
export async function currentActor(): Promise<Actor> {
  await connection()
  const cookie = await getServerSession(authOptions())
  const session = cookie?.sessionId ? await resolveSession(cookie.sessionId) : null
  if (!session) return { kind: 'anonymous' }
  const { accountId, role, sessionId } = session
  const asked = await headers()
  const profileId = chosenProfile(asked.get('cookie'), sessionId)
  const country = callerOf(asked).country ?? session.country
  return {
    kind: 'account',
    accountId,
    role,
    sessionId,
    ...(profileId === null ? {} : { profileId }),
    ...(country === null ? {} : { country }),
  }
}

/** Gives the context of this page or action; call it inside Suspense, for it makes the render dynamic. */
export async function currentContext(): Promise<Context> {
  const actor = await currentActor()
  return createContext(actor, requestIdOf(await headers()))
}
