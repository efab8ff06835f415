import { lampHeights, type Rung } from './plan-lamps.ts'

/** Gives the done rungs of a published film whose greatest height is known: a ladder leaves no rung below it out. */
export function rungsUpTo(maxHeight: number | null): Rung[] {
  if (maxHeight === null) return []
  return lampHeights
    .filter((height) => height <= maxHeight)
    .map((height) => ({ name: `${height}p`, height, state: 'done' }))
}
