import type { AvailabilityDto } from '../catalogue/schemas.ts'
import { mayNotWatch } from './errors.ts'

/** Says which side of its publishing window a title stands on; null within it. */
export function windowReason(
  { availableFrom, availableUntil }: Pick<AvailabilityDto, 'availableFrom' | 'availableUntil'>,
  now: Date,
): 'not-yet' | 'no-longer' | null {
  if (availableFrom !== null && Date.parse(availableFrom) > now.getTime()) return 'not-yet'
  return availableUntil !== null && Date.parse(availableUntil) <= now.getTime() ? 'no-longer' : null
}

/** Throws why a title may not be watched at this moment or from this country; where that is not known, so it is told. */
export function checkAvailability(
  availability: AvailabilityDto,
  from: { now: Date; country: string | undefined },
): void {
  const { availableFrom, availableUntil, regions } = availability
  switch (windowReason(availability, from.now)) {
    case 'not-yet':
      throw mayNotWatch('not-yet', { from: availableFrom ?? '' })
    case 'no-longer':
      throw mayNotWatch('no-longer', { until: availableUntil ?? '' })
    case null:
  }
  if (regions === null) return
  if (from.country === undefined) throw mayNotWatch('region-unknown', { regions: regions.join(',') })
  if (regions.includes(from.country)) return
  throw mayNotWatch('region', { country: from.country, regions: regions.join(',') })
}
