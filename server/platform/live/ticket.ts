import { decode, encode } from 'next-auth/jwt'
import { z } from 'zod'
import { signInRequired } from '../authorize/authorize.ts'
import type { Actor, Context } from '../context/context.ts'
import { roles } from '../context/roles.ts'
import { env } from '../env/env.ts'
import type { LiveTicket } from './schemas.ts'

const goodForSeconds = 60
// Another salt gives another key: a session cookie is no ticket, and a ticket no session.
const salt = 'realtime-ticket'

const claimsSchema = z.object({
  sub: z.uuid(),
  role: z.enum(roles),
  sid: z.uuid(),
  kids: z.literal(true).optional(),
})

/** Whom a ticket lets in: an account in one of its sessions. */
export type TicketHolder = Extract<Actor, { kind: 'account' }> & { sessionId: string }

/** Gives a signed-in account the address of the realtime process and a ticket to it that is good for a minute. */
export async function issueLiveTicket(context: Context): Promise<LiveTicket> {
  const { actor } = context
  if (actor.kind !== 'account' || actor.sessionId === undefined) {
    throw signInRequired()
  }
  const { accountId: sub, role, sessionId: sid, isKids: kids } = actor
  const ticket = await encode({
    token: { sub, role, sid, ...(kids && { kids }) },
    secret: env().AUTH_SECRET,
    salt,
    maxAge: goodForSeconds,
  })
  return { url: env().REALTIME_PUBLIC_URL, ticket }
}

/** Gives whom the ticket was issued to, null when it is altered, expired or none of ours. */
export async function readLiveTicket(ticket: unknown): Promise<TicketHolder | null> {
  if (typeof ticket !== 'string') return null
  try {
    const claims = claimsSchema.parse(await decode({ token: ticket, secret: env().AUTH_SECRET, salt }))
    const { sub: accountId, role, sid: sessionId, kids: isKids } = claims
    return { kind: 'account', accountId, role, sessionId, ...(isKids && { isKids }) }
  } catch {
    return null
  }
}
