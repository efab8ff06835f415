import { z } from 'zod'
import { defineEvent } from '../../platform/outbox/define-event.ts'
import { playbackEndSchema } from './schemas.ts'

const sessionSchema = z.object({
  playbackSessionId: z.uuid(),
  accountId: z.uuid(),
  profileId: z.uuid(),
  titleId: z.uuid(),
  assetId: z.uuid(),
})

export const playbackStartedEvent = defineEvent('playback.started', sessionSchema)
export const playbackEndedEvent = defineEvent(
  'playback.ended',
  sessionSchema.extend({ reason: playbackEndSchema }),
)
