import type { Right, TitleRights } from '#server/domains/entitlements/schemas.ts'
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

/** Tells whether nothing of a title is left to be sold; `seasonNumbers` are all that it has. */
export function holdsAll({ whole, seasons }: TitleRights, seasonNumbers: readonly number[]): boolean {
  const has = (number: number) => seasons.some(({ seasonNumber }) => seasonNumber === number)
  return whole !== null || (seasonNumbers.length > 0 && seasonNumbers.every(has))
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
  const most = access.kind === 'held' ? access.maxHeight : null
  if (!title.film || most === null) return title
  return { ...title, film: { ...title.film, maxHeight: Math.min(title.film.maxHeight, most) } }
}

/** Gives what is still sold to somebody: not a season that they hold. */
export function stillSold<Offer extends { season: { number: number } | null }>(
  offers: readonly Offer[],
  { seasons }: TitleRights,
): Offer[] {
  const has = (number: number) => seasons.some(({ seasonNumber }) => seasonNumber === number)
  return offers.filter(({ season }) => season === null || !has(season.number))
}

/** Gives the seasons that Play is for where somebody holds those alone; null where it is for all there is. */
export function heldSeasons(access: TitleAccess): number[] | null {
  if (access.kind !== 'held' && (access.kind !== 'offered' || access.mayWatch)) return null
  const { held } = access
  if (held.length === 0 || held.some(({ seasons }) => seasons === null)) return null
  return held.flatMap(({ seasons }) => seasons ?? [])
}

function spanOf({ endsAt, hoursOnceStarted }: Pick<Right, 'endsAt' | 'hoursOnceStarted'>): AccessSpan {
  if (endsAt === null) return { kind: 'for-ever' }
  return hoursOnceStarted === null
    ? { kind: 'until', at: endsAt }
    : { kind: 'start-before', at: endsAt, hours: hoursOnceStarted }
}
