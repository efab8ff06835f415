import { now as presentMoment } from '../../platform/clock/clock.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import {
  inOrder,
  loadCards,
  rankPublishedByGenre,
  rankPublishedByKind,
  type RankedTitle,
} from './card.repository.ts'
import { synopsesOf } from './detail.repository.ts'
import { limitedSchema, type HomeDto, type HomeRowDto, type LimitedInput, type TitleKind } from './schemas.ts'

const rowLength = 24
const heroLength = 4
const leastInGenre = 4

/**
 * Gives the home page in both languages: the hero's titles (featured ones, those that can be played first;
 * the newest films where none is featured) and the rows, without empty ones. Published titles only,
 * and of those what the rating limit of who looks allows.
 */
export async function getHome(input: LimitedInput = {}): Promise<HomeDto> {
  const db = database()
  const outlook = { ...parseInput(limitedSchema, input), now: presentMoment() }
  const [ranked, byGenre] = await Promise.all([
    rankPublishedByKind(db, { limit: rowLength, ...outlook }),
    rankPublishedByGenre(db, { least: leastInGenre, limit: rowLength, ...outlook }),
  ])
  const heroIds = chooseHero(ranked)
  const newestIds = ranked.slice(0, rowLength).map((title) => title.id)
  const [cards, synopses] = await Promise.all([
    loadCards(db, [...ranked.map((title) => title.id), ...byGenre.flatMap((row) => row.titleIds)]),
    synopsesOf(db, heroIds),
  ])
  const ofKind = (kind: TitleKind) =>
    inOrder(
      cards,
      ranked.filter((title) => title.kind === kind).map((title) => title.id),
    ).slice(0, rowLength)
  const rows: HomeRowDto[] = [
    { kind: 'newest', titles: inOrder(cards, newestIds) },
    { kind: 'series', titles: ofKind('series') },
    ...byGenre.map(({ genre, titleIds }): HomeRowDto => ({
      kind: 'genre',
      genre,
      titles: inOrder(cards, titleIds),
    })),
    { kind: 'courses', titles: ofKind('course') },
  ]
  return {
    featured: inOrder(cards, heroIds).map((card) => ({ ...card, synopsis: synopses.get(card.id) ?? null })),
    rows: rows.filter((row) => row.titles.length > 0),
  }
}

/** A hero without a Play button is a poor greeting, so a featured title that waits for its film stands behind. */
function chooseHero(ranked: RankedTitle[]): string[] {
  const featured = ranked
    .filter((title) => title.featuredRank !== null)
    .toSorted(
      (a, b) => Number(b.playable) - Number(a.playable) || (a.featuredRank ?? 0) - (b.featuredRank ?? 0),
    )
  const chosen = featured.length > 0 ? featured : ranked
  return chosen.slice(0, heroLength).map((title) => title.id)
}
