import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { changeTitle } from './change-title.ts'
import { insertEpisode, lastEpisodeNumber, upsertSeason } from './episode.repository.ts'
import { episodeNumberTaken, filmHasNoEpisodes } from './errors.ts'
import { addEpisodeSchema, type AddEpisodeInput, type EpisodeRefDto } from './schemas.ts'
import { refuseWrongSeason } from './set-episodes.ts'

/** Adds one episode or lesson, in a season that is made where it is missing; throws `episode.number-taken`. */
export async function addEpisode(context: Context, input: AddEpisodeInput): Promise<EpisodeRefDto> {
  authorize(context, 'title.write')
  const { titleId, seasonNumber, ...episode } = parseInput(addEpisodeSchema, input)
  return changeTitle(context, { titleId, action: 'title.add-episode' }, async (tx, title) => {
    if (title.kind === 'film') throw filmHasNoEpisodes()
    refuseWrongSeason(title.kind, seasonNumber)
    const seasonId =
      seasonNumber === null ? null : await upsertSeason(tx, { titleId, number: seasonNumber, title: null })
    const number = episode.number ?? (await lastEpisodeNumber(tx, titleId, seasonId)) + 1
    const id = await insertEpisode(tx, { ...episode, titleId, seasonId, number })
    if (id === null) throw episodeNumberTaken(number)
    return {
      detail: { seasonNumber, number },
      result: () => Promise.resolve({ id, seasonNumber, number, title: episode.title }),
    }
  })
}
