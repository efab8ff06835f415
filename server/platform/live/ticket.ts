import { decode, encode } from 'next-auth/jwt'
import { z } from 'zod'
import { requireAccountId } from '../authorize/authorize.ts'
import type { Actor, Context } from '../context/context.ts'
import { roles } from '../context/roles.ts'
import { env } from '../env/env.ts'
import type { LiveTicket } from './schemas.ts'

const goodForSeconds = 60
// Another salt gives another key: a session cookie is no ticket, and a ticket no session.
const salt = 'realtime-ticket'

const claimsSchema = z.object({ sub: z.uuid(), role: z.enum(roles), sid: z.uuid().optional() })

/** Gives a signed-in account the address of the realtime process and a ticket to it that is good for a minute. */
export async function issueLiveTicket(context: Context): Promise<LiveTicket> {
  const accountId = requireAccountId(context)
  const { role, sessionId } = context.actor.kind === 'account' ? context.actor : { role: 'viewer' as const }
  const ticket = await encode({
    token: { sub: accountId, role, ...(sessionId ? { sid: sessionId } : {}) },
    secret: env().AUTH_SECRET,
    salt,
    maxAge: goodForSeconds,
  })
  return { url: env().REALTIME_PUBLIC_URL, ticket }
}

/** Gives whom the ticket was issued to, null when it is altered, expired or none of ours. */
export async function readLiveTicket(ticket: unknown): Promise<Actor | null> {
  if (typeof ticket !== 'string') return null
  try {
    const claims = claimsSchema.parse(await decode({ token: ticket, secret: env().AUTH_SECRET, salt }))
    const { sub: accountId, role, sid: sessionId } = claims
    return { kind: 'account', accountId, role, ...(sessionId ? { sessionId } : {}) }
  } catch {
    return null
  }
}
