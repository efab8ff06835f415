import type { Context } from '../../platform/context/context.ts'
import { ownProfile } from './own-profile.ts'
import type { WatchlistEntry } from './schemas.ts'
import { findTitles } from './watchlist.repository.ts'

const most = 500

/** Gives the titles on the profile's list, newest first, at most 500. */
export async function listWatchlist(context: Context): Promise<WatchlistEntry[]> {
  const found = await findTitles((await ownProfile(context)).profileId, most)
  return found.map(({ titleId, addedAt }) => ({ titleId, addedAt: addedAt.toISOString() }))
}
