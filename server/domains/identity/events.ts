import { z } from 'zod'
import { defineEvent } from '../../platform/outbox/define-event.ts'

const ofAccount = z.object({ accountId: z.uuid() })

export const accountCreatedEvent = defineEvent('account.created', ofAccount)

/** The account is gone for good: each domain removes what it keeps of it. */
export const accountErasedEvent = defineEvent('account.erased', ofAccount)

export const sessionOpenedEvent = defineEvent(
  'session.opened',
  z.object({ accountId: z.uuid(), sessionId: z.uuid(), isNewDevice: z.boolean() }),
)

/** Whoever holds a socket, a player or a token of these sessions lets go of it. */
export const sessionsEndedEvent = defineEvent(
  'sessions.ended',
  z.object({ accountId: z.uuid(), sessionIds: z.array(z.uuid()) }),
)
