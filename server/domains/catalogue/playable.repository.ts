import { and, eq, inArray, isNull } from 'drizzle-orm'
import { episodes, playables } from '#db/postgres/schema/index.ts'
import type { Queryable, Transaction } from '../../platform/postgres/postgres.ts'

export type PlayableRow = typeof playables.$inferSelect
export type PlayableWrite = Omit<typeof playables.$inferInsert, 'id'>

export async function playablesOf(db: Queryable, titleIds: string[]): Promise<PlayableRow[]> {
  if (titleIds.length === 0) return []
  return db.select().from(playables).where(inArray(playables.titleId, titleIds))
}

export async function findPlayableByAsset(db: Queryable, assetId: string): Promise<PlayableRow | null> {
  const [row] = await db.select().from(playables).where(eq(playables.assetId, assetId))
  return row ?? null
}

/** What the title, or its episode, plays now in this role. */
export async function findPlayable(
  db: Queryable,
  target: Pick<PlayableRow, 'titleId' | 'episodeId' | 'role'>,
): Promise<PlayableRow | null> {
  const [row] = await db
    .select()
    .from(playables)
    .where(
      and(
        eq(playables.titleId, target.titleId),
        target.episodeId === null ? isNull(playables.episodeId) : eq(playables.episodeId, target.episodeId),
        eq(playables.role, target.role),
      ),
    )
  return row ?? null
}

/** Writes what the target plays now; when it could first be played is kept, or a better encode would make it new. */
export async function upsertPlayable(tx: Transaction, playable: PlayableWrite): Promise<void> {
  const { publishedAt: _, ...renewed } = playable
  await tx
    .insert(playables)
    .values(playable)
    .onConflictDoUpdate({ target: [playables.titleId, playables.episodeId, playables.role], set: renewed })
}

export async function isEpisodeOf(db: Queryable, titleId: string, episodeId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: episodes.id })
    .from(episodes)
    .where(and(eq(episodes.id, episodeId), eq(episodes.titleId, titleId)))
  return row !== undefined
}
