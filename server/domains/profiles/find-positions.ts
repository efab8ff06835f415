import { log } from '../../platform/log/log.ts'
import { findUnwritten, type Pending } from './pending-progress.ts'
import { findPositionsOfTitle, findRecent, type WatchingDocument } from './watching.repository.ts'

/** Gives a profile's positions in a title, newest first, those among them that are not in the documents yet. */
export async function findPositions(profileId: string, titleId: string): Promise<WatchingDocument[]> {
  const [documents, pending] = await Promise.all([
    findPositionsOfTitle(profileId, titleId),
    pendingOf(profileId),
  ])
  return overlay(
    documents,
    pending.filter(({ report }) => report.titleId === titleId),
  )
}

/** Gives the newest of a profile's positions, those among them that are not in the documents yet. */
export async function findNewestPositions(profileId: string, limit: number): Promise<WatchingDocument[]> {
  const [documents, pending] = await Promise.all([findRecent(profileId, limit), pendingOf(profileId)])
  return overlay(documents, pending).slice(0, limit)
}

/** While Redis is away a viewer gets what the documents hold: at most a minute and a quarter older. */
async function pendingOf(profileId: string): Promise<Pending[]> {
  try {
    return await findUnwritten(profileId)
  } catch (error) {
    log().warn({ err: error }, 'reading positions without those that are pending')
    return []
  }
}

function overlay(documents: WatchingDocument[], pending: Pending[]): WatchingDocument[] {
  const byAsset = new Map(documents.map((document) => [document.assetId, document]))
  for (const { owner, report } of pending) {
    const known = byAsset.get(report.assetId)
    byAsset.set(report.assetId, {
      ...owner,
      ...report,
      _id: `${owner.profileId}/${report.assetId}`,
      removedAt: null,
      version: (known?.version ?? 0) + 1,
    })
  }
  return [...byAsset.values()].toSorted((a, b) => b.watchedAt.getTime() - a.watchedAt.getTime())
}
