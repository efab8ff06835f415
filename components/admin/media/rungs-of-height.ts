import { lampHeights, type Rung } from './plan-lamps.ts'

/** Gives lamps up to the greatest height of a published film; which rungs below it were left out, its own page tells. */
export function rungsUpTo(maxHeight: number | null): Rung[] {
  if (maxHeight === null) return []
  return lampHeights
    .filter((height) => height <= maxHeight)
    .map((height) => ({ name: `${height}p`, height, state: 'done' }))
}
