import type { Context } from '../../platform/context/context.ts'
import { invalidInput, notFound } from '../../platform/errors/app-error.ts'
import { getTitleForAdmin } from '../catalogue/index.ts'
import type { AssetTarget } from './schemas.ts'

/**
 * Makes sure that there is something for a film to belong to: throws `title.not-found`, `episode.not-found`, and
 * `media.episode-required` for a series' or course's film that names no episode.
 */
export async function checkTarget(context: Context, target: AssetTarget): Promise<void> {
  const { titleId, episodeId, role } = target
  const title = await getTitleForAdmin(context, { titleId })
  if (episodeId !== null) {
    const episodes = title.seasons.flatMap((season) => season.episodes)
    if (!episodes.some((episode) => episode.id === episodeId)) throw notFound('episode', episodeId)
    return
  }
  if (title.kind !== 'film' && role === 'main') {
    throw invalidInput('media.episode-required', 'Say which episode or lesson this film is.')
  }
}
