import type { SaveSubtitleDraftInput } from '#server/domains/media/schemas.ts'
import type { AdminAction } from '../../errors/call-action.ts'

/** What can be done with a subtitle that was read off pictures. */
export type DraftActions = {
  save: AdminAction<SaveSubtitleDraftInput, { revision: number }>
  approve: AdminAction<{ draftId: string; revision: number }, { versionId: string | null }>
  discard: AdminAction<{ draftId: string }>
  readAgain: AdminAction<{ draftId: string }>
}
