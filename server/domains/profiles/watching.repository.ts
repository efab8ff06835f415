import { MongoServerError, type Collection } from 'mongodb'
import { watchingCollection, type WatchingDocument } from '#db/mongo/profiles.ts'
import { documents } from '../../platform/mongo/mongo.ts'
import type { ProfileOwner } from './own-profile.ts'

export type { WatchingDocument }

const duplicateKey = 11000

function watching(): Collection<WatchingDocument> {
  return documents().collection<WatchingDocument>(watchingCollection)
}

function idOf(profileId: string, assetId: string): string {
  return `${profileId}/${assetId}`
}

export type Report = Pick<
  WatchingDocument,
  | 'assetId'
  | 'titleId'
  | 'episodeId'
  | 'positionMs'
  | 'durationMs'
  | 'finished'
  | 'watchedAt'
  | 'session'
  | 'sequence'
>

/** Tells whether nothing newer of the asset is kept. */
export async function isNewest(profileId: string, report: Report): Promise<boolean> {
  const known = await watching().findOne({ _id: idOf(profileId, report.assetId) })
  if (!known) return true
  return known.session === report.session
    ? known.sequence < report.sequence
    : known.watchedAt <= report.watchedAt
}

/** Keeps the report unless the kept one is newer; says whether it was kept. */
export async function keepReport(owner: ProfileOwner, report: Report): Promise<boolean> {
  const _id = idOf(owner.profileId, report.assetId)
  const { session, sequence, watchedAt } = report
  const isNewer = [
    { session, sequence: { $lt: sequence } },
    { session: { $ne: session }, watchedAt: { $lte: watchedAt } },
  ]
  const change = { $set: { ...owner, ...report, removedAt: null }, $inc: { version: 1 } }
  const updated = await watching().updateOne({ _id, $or: isNewer }, change)
  if (updated.matchedCount > 0) return true
  try {
    await watching().insertOne({ _id, ...owner, ...report, removedAt: null, version: 1 })
    return true
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.code !== duplicateKey) throw error
  }
  // It exists: either what it holds is newer, or another first report came between the two steps above.
  const second = await watching().updateOne({ _id, $or: isNewer }, change)
  return second.matchedCount > 0
}

export function findPositionsOfTitle(profileId: string, titleId: string): Promise<WatchingDocument[]> {
  return watching().find({ profileId, titleId }).sort({ watchedAt: -1 }).toArray()
}

export function findRecent(profileId: string, limit: number): Promise<WatchingDocument[]> {
  return watching().find({ profileId }).sort({ watchedAt: -1 }).limit(limit).toArray()
}

export async function setRemoved(profileId: string, titleId: string, removedAt: Date | null): Promise<void> {
  await watching().updateMany({ profileId, titleId }, { $set: { removedAt }, $inc: { version: 1 } })
}
