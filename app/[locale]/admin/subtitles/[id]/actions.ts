'use server'

import {
  approveSubtitleDraft,
  discardSubtitleDraft,
  readSubtitlesAgain,
  saveSubtitleDraft,
} from '#server/domains/media/index.ts'
import type { SaveSubtitleDraftInput } from '#server/domains/media/schemas.ts'
import { action } from '#server/http/action.ts'

export const saveSubtitleDraftAction = action((context, input: SaveSubtitleDraftInput) =>
  saveSubtitleDraft(context, input),
)

export const approveSubtitleDraftAction = action((context, input: { draftId: string; revision: number }) =>
  approveSubtitleDraft(context, input),
)

export const discardSubtitleDraftAction = action((context, input: { draftId: string }) =>
  discardSubtitleDraft(context, input),
)

export const readSubtitlesAgainAction = action((context, input: { draftId: string }) =>
  readSubtitlesAgain(context, input),
)
