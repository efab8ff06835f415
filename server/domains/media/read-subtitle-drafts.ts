import type { MediaProbe, ReadCue } from '../../platform/media-tools/port.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { findSource } from './asset.repository.ts'
import { authorizeMediaWrite, writeOf, type WritingContext } from './policy.ts'
import type { Failure } from './schemas.ts'
import { draftPrefix } from './storage-keys.ts'
import {
  findDraftsOfSource,
  insertDrafts,
  lockDraft,
  updateDraft,
  type DraftChange,
} from './subtitle-draft.repository.ts'

export type DraftsToRead = {
  probe: MediaProbe
  storageKey: string
  drafts: { id: string; streamIndex: number; language: string; prefix: string }[]
}

/**
 * What is to be read of a source: a draft for each subtitle that is pictures, made now where there is none; null when
 * nothing is.
 */
export async function startSubtitleDrafts(
  context: WritingContext,
  input: { sourceId: string },
): Promise<DraftsToRead | null> {
  authorizeMediaWrite(context)
  const source = await findSource(database(), input.sourceId)
  // Only probeSource writes it.
  const probe = source?.probe as MediaProbe | null | undefined
  const pictures = probe?.subtitles.filter((track) => !track.isText) ?? []
  if (!source || !probe || pictures.length === 0) return null
  return writeOf(context)(async (tx) => {
    await insertDrafts(
      tx,
      pictures.map(({ streamIndex, language, title, forced }) => ({
        sourceId: source.id,
        streamIndex,
        language,
        title,
        forced,
        state: 'waiting' as const,
        createdAt: context.now,
        updatedAt: context.now,
      })),
    )
    const open = await findDraftsOfSource(tx, source.id, ['waiting', 'reading'])
    for (const { id } of open) await updateDraft(tx, id, { state: 'reading', updatedAt: context.now })
    const drafts = open.map(({ id, streamIndex, language }) => ({
      id,
      streamIndex,
      language,
      prefix: draftPrefix(id),
    }))
    return drafts.length > 0 ? { probe, storageKey: source.storageKey, drafts } : null
  })
}

/** Keeps what was read: from now on it waits for somebody to correct it. */
export async function recordSubtitleDraft(
  context: WritingContext,
  input: { draftId: string; cues: readonly ReadCue[] },
): Promise<void> {
  await endReading(context, input.draftId, { state: 'draft', cues: [...input.cues], error: null })
}

/** Says why a subtitle could not be read. */
export async function failSubtitleDraft(
  context: WritingContext,
  input: { draftId: string; failure: Failure },
): Promise<void> {
  const { code, detail } = input.failure
  await endReading(context, input.draftId, { state: 'failed', error: { code, message: detail } })
}

async function endReading(context: WritingContext, draftId: string, change: DraftChange): Promise<void> {
  authorizeMediaWrite(context)
  await writeOf(context)(async (tx) => {
    const draft = await lockDraft(tx, draftId)
    // Discarded meanwhile, or removed with its film.
    if (draft?.state !== 'reading') return
    await updateDraft(tx, draftId, { ...change, revision: draft.revision + 1, updatedAt: context.now })
  })
}
