import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { loadAdminTitle } from './admin-title.repository.ts'
import { changeTitle } from './change-title.ts'
import {
  episodesOf,
  episodesWithFilm,
  removeEpisodes,
  removeSeasons,
  seasonsOf,
  upsertEpisode,
  upsertSeason,
} from './episode.repository.ts'
import {
  episodeHasFilm,
  filmHasNoEpisodes,
  numberTwice,
  seasonNumberExpected,
  seasonNumberRefused,
} from './errors.ts'
import { episodeRemovedEvent } from './events.ts'
import { setEpisodesSchema, type AdminTitleDto, type SetEpisodesInput, type TitleKind } from './schemas.ts'

/**
 * Gives a series its seasons and episodes, or a course its lessons, as one whole. What is left out is removed,
 * unless it has a film (`episode.has-film`), and media clears away what was uploaded for it; what keeps its number
 * keeps its film.
 */
export async function setEpisodes(context: Context, input: SetEpisodesInput): Promise<AdminTitleDto> {
  authorize(context, 'title.write')
  const { titleId, seasons } = parseInput(setEpisodesSchema, input)
  return changeTitle(context, { titleId, action: 'title.set-episodes' }, async (tx, title) => {
    if (title.kind === 'film') throw filmHasNoEpisodes()
    for (const season of seasons) refuseWrongSeason(title.kind, season.number)
    refuseTwice(seasons.map((season) => season.number ?? 0))
    for (const season of seasons) refuseTwice(season.episodes.map((episode) => episode.number))
    const keptEpisodes = new Set<string>()
    const keptSeasons = new Set<string>()
    for (const { number, title: seasonTitle, episodes } of seasons) {
      const seasonId =
        number === null ? null : await upsertSeason(tx, { titleId, number, title: seasonTitle })
      if (seasonId) keptSeasons.add(seasonId)
      for (const episode of episodes) {
        keptEpisodes.add(await upsertEpisode(tx, { titleId, seasonId, ...episode }))
      }
    }
    await removeOthers(tx, context, titleId, keptSeasons, keptEpisodes)
    return {
      detail: { seasons: seasons.length, episodes: keptEpisodes.size },
      result: () => loadAdminTitle(tx, titleId),
    }
  })
}

/** A series' season has a number, a course's lessons stand in none. */
export function refuseWrongSeason(kind: TitleKind, number: number | null): void {
  if (kind === 'series' && number === null) throw seasonNumberExpected()
  if (kind === 'course' && number !== null) throw seasonNumberRefused()
}

function refuseTwice(numbers: number[]): void {
  const seen = new Set<number>()
  for (const number of numbers) {
    if (seen.has(number)) throw numberTwice(number)
    seen.add(number)
  }
}

async function removeOthers(
  tx: Transaction,
  context: Context,
  titleId: string,
  keptSeasons: Set<string>,
  keptEpisodes: Set<string>,
): Promise<void> {
  const episodes = (await episodesOf(tx, titleId)).filter((episode) => !keptEpisodes.has(episode.id))
  const withFilm = await episodesWithFilm(
    tx,
    episodes.map((episode) => episode.id),
  )
  const lost = episodes.find((episode) => withFilm.has(episode.id))
  if (lost) throw episodeHasFilm(lost.number)
  await removeEpisodes(
    tx,
    episodes.map((episode) => episode.id),
  )
  for (const { id } of episodes)
    await recordEvent(tx, context, episodeRemovedEvent, { titleId, episodeId: id })
  const seasons = await seasonsOf(tx, titleId)
  await removeSeasons(
    tx,
    seasons.filter((season) => !keptSeasons.has(season.id)).map((season) => season.id),
  )
}
