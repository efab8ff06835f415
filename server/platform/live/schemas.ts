import { z } from 'zod'

/** A room of the realtime process: who may join is decided by that domain's gateway. */
export type LiveRoom = 'admin:jobs' | `account:${string}` | `session:${string}` | `version:${string}`

export const liveRoomSchema = z.custom<LiveRoom>(
  (value) => typeof value === 'string' && /^(admin:jobs|(account|session|version):[\w-]{1,64})$/.test(value),
  'No such room',
)

export const liveMessageSchema = z.object({
  room: liveRoomSchema,
  name: z.string().min(1),
  payload: z.unknown(),
})
export type LiveMessage = z.infer<typeof liveMessageSchema>

/** What a page needs to reach the realtime process; the ticket is good for a minute. */
export const liveTicketSchema = z.object({ url: z.url(), ticket: z.string() })
export type LiveTicket = z.infer<typeof liveTicketSchema>

/** The realtime process's answer to a wish to join a room. */
export const joinAnswerSchema = z.object({ joined: z.boolean(), code: z.string().optional() })
export type JoinAnswer = z.infer<typeof joinAnswerSchema>

/** Where socket.io answers, on the realtime process and behind the gateway alike. */
export const livePath = '/realtime'

/** Tells the realtime processes to look at a session again: it has ended, or its account's role or lock changed. */
export const sessionChanged = 'session.changed'

/** Tells the pages of a session that it is over; the payload says why. */
export const sessionEnded = 'session.ended'
export const sessionEndedSchema = z.object({ reason: z.string() })
