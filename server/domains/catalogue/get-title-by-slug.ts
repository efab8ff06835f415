import { now as presentMoment } from '../../platform/clock/clock.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { assembleSeasons, toAvailability } from './assemble-card.ts'
import { inOrder, loadCards, rankSimilar } from './card.repository.ts'
import { creditsOf } from './credit.repository.ts'
import { countriesOf } from './detail.repository.ts'
import { episodesOf, seasonsOf } from './episode.repository.ts'
import { titleNotFound } from './errors.ts'
import { playablesOf } from './playable.repository.ts'
import { isAllowedBy, isShown } from './policy.ts'
import { limitedSchema, titleSlugSchema, type LimitedInput, type TitleDetailDto } from './schemas.ts'
import { findTitleBySlug } from './title.repository.ts'

const similarCount = 12

/**
 * Gives all that a title's page tells; throws `title.not-found` when none is published at this address or the
 * rating limit of who looks does not allow it,
 * `input.invalid` for what is no address.
 */
export async function getTitleBySlug(input: { slug: string } & LimitedInput): Promise<TitleDetailDto> {
  const { slug, ratingLimit } = parseInput(limitedSchema.extend(titleSlugSchema.shape), input)
  const db = database()
  const title = await findTitleBySlug(db, slug)
  const now = presentMoment()
  if (!title || !isShown(title, now)) throw titleNotFound(slug)
  if (!isAllowedBy(ratingLimit, title.ratingCode)) throw titleNotFound(slug)
  const similarIds = await rankSimilar(db, title, { limit: similarCount, now, ratingLimit })
  const [cards, credits, seasons, episodes, playables, countries] = await Promise.all([
    loadCards(db, [title.id, ...similarIds]),
    creditsOf(db, title.id),
    seasonsOf(db, title.id),
    episodesOf(db, title.id),
    playablesOf(db, [title.id]),
    countriesOf(db, title.countryCodes),
  ])
  const card = cards.get(title.id)
  if (!card) throw titleNotFound(slug)
  return {
    ...card,
    availability: toAvailability(title),
    originalTitle: title.originalTitle,
    synopsis: title.synopsis,
    ratingReason: title.ratingReason,
    countries,
    languageCodes: title.languageCodes,
    moods: title.moods,
    credits,
    seasons: assembleSeasons(seasons, episodes, playables),
    similar: inOrder(cards, similarIds),
  }
}
