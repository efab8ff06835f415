import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { subtitleDraftChanged, subtitleDraftNotFound, subtitleDraftState } from './errors.ts'
import { authorizeMediaWrite } from './policy.ts'
import { lockDraft, updateDraft, type SubtitleDraftRow } from './subtitle-draft.repository.ts'
import {
  saveSubtitleDraftSchema,
  subtitleDraftIdSchema,
  type SaveSubtitleDraftInput,
  type SubtitleDraftState,
} from './subtitle-draft.schemas.ts'

const editable: readonly SubtitleDraftState[] = ['draft', 'approved']

/** Keeps corrected lines and gives the new revision; throws `subtitle-draft.changed` when somebody saved in between. */
export async function saveSubtitleDraft(
  context: Context,
  input: SaveSubtitleDraftInput,
): Promise<{ revision: number }> {
  authorizeMediaWrite(context)
  const { draftId, revision, cues, ...rest } = parseInput(saveSubtitleDraftSchema, input)
  return inTransaction(async (tx) => {
    const draft = await lockInState(tx, draftId, editable)
    if (draft.revision !== revision) throw subtitleDraftChanged(draftId)
    const next = revision + 1
    await updateDraft(tx, draftId, {
      ...rest,
      cues: cues.toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs),
      state: 'draft',
      revision: next,
      updatedAt: context.now,
    })
    const detail = { revision: next, lines: cues.length, language: rest.language }
    await recordAudit(tx, context, 'subtitle-draft.save', { ...subjectOf(draftId), detail })
    return { revision: next }
  })
}

/** Puts a draft away: it is neither shown nor used; reading it again brings it back. */
export async function discardSubtitleDraft(context: Context, input: { draftId: string }): Promise<void> {
  authorizeMediaWrite(context)
  const { draftId } = parseInput(subtitleDraftIdSchema, input)
  await inTransaction(async (tx) => {
    const draft = await lockInState(tx, draftId, ['waiting', 'reading', 'draft', 'failed', 'approved'])
    await updateDraft(tx, draftId, {
      state: 'discarded',
      revision: draft.revision + 1,
      updatedAt: context.now,
    })
    await recordAudit(tx, context, 'subtitle-draft.discard', subjectOf(draftId))
  })
}

/** The draft, locked; throws when it is gone or in another state. */
export async function lockInState(
  tx: Transaction,
  draftId: string,
  states: readonly SubtitleDraftState[],
): Promise<SubtitleDraftRow> {
  const draft = await lockDraft(tx, draftId)
  if (!draft) throw subtitleDraftNotFound(draftId)
  if (!states.includes(draft.state)) throw subtitleDraftState(draftId, draft.state)
  return draft
}

/** What the audit log says of a draft. */
export function subjectOf(draftId: string): { type: string; id: string } {
  return { type: 'subtitle-draft', id: draftId }
}
