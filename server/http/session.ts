import { headers } from 'next/headers'
import { connection } from 'next/server'
import { findSessionEnds, resolveAccessToken, resolveSession } from '../domains/identity/index.ts'
import type { LiveSession, SessionOver } from '../domains/identity/schemas.ts'
import { isKidsProfile } from '../domains/profiles/index.ts'
import { now } from '../platform/clock/clock.ts'
import { createContext, type Actor, type Context } from '../platform/context/context.ts'
import { AppError } from '../platform/errors/app-error.ts'
import { bearerOf } from './bearer.ts'
import { callerOf } from './caller.ts'
import { namedProfile } from './profile-cookie.ts'
import { requestIdOf } from './request-id.ts'
import { sessionIdOf } from './session-cookie.ts'

/** Whoever comes back later knows no more of it. */
const toldMs = 24 * 60 * 60 * 1000

/**
 * Tells who asks: whom the access token speaks for where the request carries one, else whom the session of the cookie
 * belongs to, as long as it lasts. With a token no cookie is looked at; throws `auth.bad-token` where it is no good.
 */
export async function currentActor(): Promise<Actor> {
  await connection()
  const asked = await headers()
  const token = bearerOf(asked)
  if (token !== null) {
    return actorOf(await resolveAccessToken(token), asked)
  }
  const sessionId = await sessionIdOf(asked.get('cookie'))
  const session =
    sessionId === null ? null : await resolveSession(sessionId, namedProfile(asked.get('cookie')))
  return session ? actorOf(session, asked) : { kind: 'anonymous' }
}

/**
 * Gives the context of this page or action; call it inside Suspense, for it makes the render dynamic. An access token
 * that is no good makes its bearer a visitor here.
 */
export async function currentContext(): Promise<Context> {
  const actor = await currentActor().catch((error: unknown): Actor => {
    if (error instanceof AppError && error.kind === 'unauthenticated') return { kind: 'anonymous' }
    throw error
  })
  return createContext(actor, requestIdOf(await headers()))
}

/** Gives why the session ended that the cookie still names; null where it lasts, or has been over for a day. */
export async function whySessionEnded(): Promise<SessionOver | null> {
  const sessionId = await sessionIdOf((await headers()).get('cookie'))
  if (sessionId === null) return null
  const ended = (await findSessionEnds([sessionId])).get(sessionId)
  return ended && now().getTime() - ended.at.getTime() < toldMs ? ended.reason : null
}

async function actorOf(
  { accountId, role, sessionId, profileId, country: home }: LiveSession,
  asked: Pick<Headers, 'get'>,
): Promise<Actor> {
  const isKids = profileId !== null && (await isKidsProfile({ accountId, profileId }))
  const country = callerOf(asked).country ?? home
  return {
    kind: 'account',
    accountId,
    role,
    sessionId,
    ...(profileId === null ? {} : { profileId }),
    ...(isKids ? { isKids } : {}),
    ...(country === null ? {} : { country }),
  }
}
