import { z } from 'zod'
import { defineEvent } from '../../platform/outbox/define-event.ts'

export const accountCreatedEvent = defineEvent('account.created', z.object({ accountId: z.uuid() }))
