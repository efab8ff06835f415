import type { Right, TitleRights } from '#server/domains/entitlements/schemas.ts'
import type { TitleOfferKind } from '#server/domains/offers/schemas.ts'
import type { AccessHeld, AccessSpan, TitleAccess } from './views.ts'

/** Gives what somebody holds of a title, seasons that are held alike told together. */
export function toHeld({ whole, seasons }: TitleRights): AccessHeld[] {
  if (whole) return [{ reason: whole.reason, seasons: null, span: spanOf(whole) }]
  const alike = Object.groupBy(seasons, ({ right }) => JSON.stringify([right.reason, spanOf(right)]))
  return Object.values(alike).flatMap((group) => {
    const right = group?.[0]?.right
    if (!group || !right) return []
    return {
      reason: right.reason,
      seasons: group.map(({ seasonNumber }) => seasonNumber),
      span: spanOf(right),
    }
  })
}

/** Tells whether somebody may watch all of a title; `seasonNumbers` are all that it has. */
export function opensAll(rights: TitleRights, seasonNumbers: readonly number[]): boolean {
  return isHeld(rights, null, { seasonNumbers, isEnough: () => true })
}

/** Gives the lines of the tallest picture that somebody is given of what they hold; null: the best there is. */
export function heldHeight({ whole, seasons }: TitleRights): number | null {
  const rights = whole ? [whole] : seasons.map(({ right }) => right)
  const heights = rights.flatMap(({ maxHeight }) => maxHeight ?? [])
  return rights.length > 0 && heights.length === rights.length ? Math.max(...heights) : null
}

/** Gives a title as somebody who holds it sees it: in no better picture than they are given. */
export function asGiven<Title extends { film: { maxHeight: number } | null }>(
  title: Title,
  access: TitleAccess,
): Title {
  const most = 'held' in access && !access.mayWatch ? access.maxHeight : null
  if (!title.film || most === null) return title
  return { ...title, film: { ...title.film, maxHeight: Math.min(title.film.maxHeight, most) } }
}

/**
 * Gives what is still sold to somebody, as the checkout sells it: no rental of what they may watch, and no purchase of
 * what they hold for good. What their plan opens is not sold to them.
 */
export function stillSold<Offer extends { kind: TitleOfferKind; season: { number: number } | null }>(
  offers: readonly Offer[],
  rights: TitleRights,
  seasonNumbers: readonly number[],
): Offer[] {
  return offers.filter(({ kind, season }) => {
    const isEnough = ({ endsAt, reason }: Right) =>
      kind === 'rental' || endsAt === null || reason === 'subscription'
    return !isHeld(rights, season?.number ?? null, { seasonNumbers, isEnough })
  })
}

type Enough = { seasonNumbers: readonly number[]; isEnough: (right: Right) => boolean }

/** Whether somebody has enough of one season, or, of null, of all of them. */
function isHeld(
  { whole, seasons }: TitleRights,
  wanted: number | null,
  { seasonNumbers, isEnough }: Enough,
): boolean {
  if (whole && isEnough(whole)) return true
  const numbers = wanted === null ? seasonNumbers : [wanted]
  const has = (number: number) =>
    seasons.some(({ seasonNumber, right }) => seasonNumber === number && isEnough(right))
  return numbers.length > 0 && numbers.every(has)
}

/** Gives the seasons that Play is for where somebody holds those alone; null where it is for all there is. */
export function heldSeasons(access: TitleAccess): number[] | null {
  if (!('held' in access) || access.mayWatch) return null
  const { held } = access
  if (held.length === 0 || held.some(({ seasons }) => seasons === null)) return null
  return held.flatMap(({ seasons }) => seasons ?? [])
}

/** Tells whether somebody may watch a season of a title; of null, what stands in none, such as a course's lessons. */
export function opensSeason(access: TitleAccess, season: number | null): boolean {
  if (access.kind === 'free' || access.mayWatch) return true
  if (access.kind === 'nothing') return false
  return access.held.some(({ seasons }) => seasons === null || (season !== null && seasons.includes(season)))
}

function spanOf({ endsAt, hoursOnceStarted }: Pick<Right, 'endsAt' | 'hoursOnceStarted'>): AccessSpan {
  if (endsAt === null) return { kind: 'for-ever' }
  return hoursOnceStarted === null
    ? { kind: 'until', at: endsAt }
    : { kind: 'start-before', at: endsAt, hours: hoursOnceStarted }
}
