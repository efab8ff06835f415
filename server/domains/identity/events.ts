import { z } from 'zod'
import { defineEvent } from '../../platform/outbox/define-event.ts'

export const accountCreatedEvent = defineEvent('account.created', z.object({ accountId: z.uuid() }))

export const sessionOpenedEvent = defineEvent(
  'session.opened',
  z.object({ accountId: z.uuid(), sessionId: z.uuid(), isNewDevice: z.boolean() }),
)

/** Whoever holds a socket, a player or a token of these sessions lets go of it. */
export const sessionsEndedEvent = defineEvent(
  'sessions.ended',
  z.object({ accountId: z.uuid(), sessionIds: z.array(z.uuid()) }),
)
