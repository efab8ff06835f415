import { and, asc, eq, inArray } from 'drizzle-orm'
import { assets, sources, subtitleDrafts, type DraftCue } from '#db/postgres/schema/index.ts'
import type { Queryable, Transaction } from '../../platform/postgres/postgres.ts'
import type { AssetRow, SourceRow } from './asset.repository.ts'
import type { SubtitleDraftState } from './subtitle-draft.schemas.ts'

export type SubtitleDraftRow = typeof subtitleDrafts.$inferSelect
export type OwnedDraft = { draft: SubtitleDraftRow; source: SourceRow; asset: AssetRow }

/** Makes a draft of each of these streams that has none yet. */
export async function insertDrafts(
  tx: Transaction,
  drafts: readonly (typeof subtitleDrafts.$inferInsert)[],
): Promise<void> {
  if (drafts.length > 0)
    await tx
      .insert(subtitleDrafts)
      .values([...drafts])
      .onConflictDoNothing()
}

export async function findDraftsOfSource(
  db: Queryable,
  sourceId: string,
  states: readonly SubtitleDraftState[],
): Promise<SubtitleDraftRow[]> {
  return db
    .select()
    .from(subtitleDrafts)
    .where(and(eq(subtitleDrafts.sourceId, sourceId), inArray(subtitleDrafts.state, [...states])))
    .orderBy(asc(subtitleDrafts.streamIndex))
}

/** Drafts of everything there is to play of a title, in the order of their streams. */
export async function findDraftsOfTitle(db: Queryable, titleId: string): Promise<OwnedDraft[]> {
  return owned(db)
    .where(eq(assets.titleId, titleId))
    .orderBy(asc(subtitleDrafts.createdAt), asc(subtitleDrafts.streamIndex))
}

export async function findDraft(db: Queryable, draftId: string): Promise<OwnedDraft | null> {
  const [row] = await owned(db).where(eq(subtitleDrafts.id, draftId))
  return row ?? null
}

export async function lockDraft(tx: Transaction, draftId: string): Promise<SubtitleDraftRow | null> {
  const [draft] = await tx.select().from(subtitleDrafts).where(eq(subtitleDrafts.id, draftId)).for('update')
  return draft ?? null
}

export type DraftChange = Partial<{
  state: SubtitleDraftState
  language: string
  title: string | null
  forced: boolean
  cues: DraftCue[]
  error: { code: string; message: string } | null
  revision: number
}>

export async function updateDraft(
  tx: Transaction,
  draftId: string,
  change: DraftChange & { updatedAt: Date },
): Promise<void> {
  await tx.update(subtitleDrafts).set(change).where(eq(subtitleDrafts.id, draftId))
}

export async function findDraftIdsOfAsset(db: Queryable, assetId: string): Promise<string[]> {
  const rows = await db
    .select({ id: subtitleDrafts.id })
    .from(subtitleDrafts)
    .innerJoin(sources, eq(sources.id, subtitleDrafts.sourceId))
    .where(eq(sources.assetId, assetId))
  return rows.map(({ id }) => id)
}

function owned(db: Queryable) {
  return db
    .select({ draft: subtitleDrafts, source: sources, asset: assets })
    .from(subtitleDrafts)
    .innerJoin(sources, eq(sources.id, subtitleDrafts.sourceId))
    .innerJoin(assets, eq(assets.id, sources.assetId))
}
