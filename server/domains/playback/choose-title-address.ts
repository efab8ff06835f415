import type { Context } from '../../platform/context/context.ts'
import { getTitleBySlug } from '../catalogue/index.ts'
import { listPositions } from '../profiles/index.ts'
import { chooseEpisode } from './choose-episode.ts'
import { watchAddress } from './watch-address.ts'

/**
 * Gives where watching this title goes on: the film's own address, or that of the episode or lesson whose turn it
 * is. Null when nothing of it can be played yet. Throws `title.not-found`, `unauthenticated`.
 */
export async function chooseTitleAddress(context: Context, input: { slug: string }): Promise<string | null> {
  const title = await getTitleBySlug(input)
  if (title.kind === 'film') return title.playable ? watchAddress(title.slug, null) : null
  const positions = await listPositions(context, { titleId: title.id })
  const episode = chooseEpisode(
    title.seasons.flatMap((season) => season.episodes),
    positions,
  )
  return episode && watchAddress(title.slug, episode)
}
