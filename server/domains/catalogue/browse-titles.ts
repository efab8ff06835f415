import { now as presentMoment } from '../../platform/clock/clock.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { countPublishedByGenre, inOrder, loadCards, rankPublished } from './card.repository.ts'
import { browseTitlesSchema, type BrowseDto, type BrowseTitlesInput } from './schemas.ts'

/**
 * Gives all published titles of a kind and genre, freshest first, and the genres one may narrow to; within the
 * rating limit of who looks.
 */
export async function browseTitles(input: BrowseTitlesInput): Promise<BrowseDto> {
  const filter = { ...parseInput(browseTitlesSchema, input), now: presentMoment() }
  const db = database()
  const [ids, genres] = await Promise.all([rankPublished(db, filter), countPublishedByGenre(db, filter)])
  return { titles: inOrder(await loadCards(db, ids), ids), genres }
}
