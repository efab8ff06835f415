import type { StatusTone } from '../../ui/badge.tsx'
import type { SubtitleDraftState } from '#server/domains/media/schemas.ts'

/** How a draft's state is coloured. */
export const draftTone = {
  waiting: 'waiting',
  reading: 'active',
  draft: 'neutral',
  approved: 'success',
  discarded: 'neutral',
  failed: 'failed',
} as const satisfies Record<SubtitleDraftState, StatusTone>
