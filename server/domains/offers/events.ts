import { z } from 'zod'
import { defineEvent } from '../../platform/outbox/define-event.ts'

/** What is sold, or for how much, is different now. */
export const offerChangedEvent = defineEvent(
  'offer.changed',
  z.object({
    kind: z.enum(['plan', 'title-offer', 'bundle']),
    id: z.uuid(),
    change: z.enum(['created', 'updated', 'offered', 'withdrawn', 'priced']),
  }),
)
