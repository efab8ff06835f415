import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { enqueue } from '../../platform/queues/enqueue.ts'
import { findSource, lockAsset } from './asset.repository.ts'
import { versionSubject } from './encode-runs.ts'
import { assetNotFound, subtitleDraftChanged, subtitleDraftEmpty } from './errors.ts'
import { encodeTitleJob, readPictureSubtitlesJob } from './jobs.ts'
import { authorizeMediaWrite } from './policy.ts'
import { addVersion } from './register-source.ts'
import { lockInState, subjectOf } from './save-subtitle-draft.ts'
import { subtitleDraftIdSchema } from './subtitle-draft.schemas.ts'
import { updateDraft } from './subtitle-draft.repository.ts'
import { findVersion, updateVersion } from './version.repository.ts'

/**
 * Makes a corrected draft a subtitle of its film: a new version takes picture and sound over from the published one
 * and is packaged with it, which takes seconds. Null when nothing of this source is published: its next encode
 * brings the subtitle along. Throws `subtitle-draft.changed` when somebody saved in between.
 */
export async function approveSubtitleDraft(
  context: Context,
  input: { draftId: string; revision: number },
): Promise<{ versionId: string | null }> {
  authorizeMediaWrite(context)
  const { draftId } = parseInput(subtitleDraftIdSchema, { draftId: input.draftId })
  return inTransaction(async (tx) => {
    const draft = await lockInState(tx, draftId, ['draft'])
    if (draft.revision !== input.revision) throw subtitleDraftChanged(draftId)
    if (draft.cues.every((cue) => cue.text.trim() === '')) throw subtitleDraftEmpty(draftId)
    await updateDraft(tx, draftId, {
      state: 'approved',
      revision: draft.revision + 1,
      updatedAt: context.now,
    })
    const source = await findSource(tx, draft.sourceId)
    const asset = source && (await lockAsset(tx, source.assetId))
    if (!source || !asset) throw assetNotFound(draft.sourceId)
    const current = asset.currentVersionId ? await findVersion(tx, asset.currentVersionId) : null
    const versionId =
      current?.sourceId === source.id ? (await addVersion(tx, context, asset, source.id)).id : null
    if (current && versionId) {
      const jobRunId = await enqueue(
        tx,
        context,
        encodeTitleJob,
        { versionId },
        { subject: versionSubject(versionId), dedupeKey: versionId, priority: 1 },
      )
      await updateVersion(tx, versionId, { tracksFrom: current.id, jobRunId })
    }
    const detail = { assetId: asset.id, versionId, language: draft.language, lines: draft.cues.length }
    await recordAudit(tx, context, 'subtitle-draft.approve', { ...subjectOf(draftId), detail })
    return { versionId }
  })
}

/** Reads a subtitle once more from its pictures; what was corrected of it goes. */
export async function readSubtitlesAgain(context: Context, input: { draftId: string }): Promise<void> {
  authorizeMediaWrite(context)
  const { draftId } = parseInput(subtitleDraftIdSchema, input)
  await inTransaction(async (tx) => {
    const draft = await lockInState(tx, draftId, ['draft', 'failed', 'discarded'])
    await updateDraft(tx, draftId, {
      state: 'waiting',
      error: null,
      revision: draft.revision + 1,
      updatedAt: context.now,
    })
    const { sourceId } = draft
    await enqueue(tx, context, readPictureSubtitlesJob, { sourceId }, { subject: subjectOf(draftId) })
    await recordAudit(tx, context, 'subtitle-draft.read-again', subjectOf(draftId))
  })
}
