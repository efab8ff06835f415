import { getServerSession } from 'next-auth'
import { headers } from 'next/headers'
import { connection } from 'next/server'
import { createContext, type Actor, type Context } from '../platform/context/context.ts'
import { authOptions } from './auth-options.ts'
import { requestIdOf } from './request-id.ts'

/** Tells who asks, from the session cookie. */
export async function currentActor(): Promise<Actor> {
  await connection()
  const session = await getServerSession(authOptions())
  if (!session) return { kind: 'anonymous' }
  return { kind: 'account', accountId: session.user.id, role: session.user.role }
}

/** Gives the context of this page or action; call it inside Suspense, for it makes the render dynamic. */
export async function currentContext(): Promise<Context> {
  const actor = await currentActor()
  return createContext(actor, requestIdOf(await headers()))
}
