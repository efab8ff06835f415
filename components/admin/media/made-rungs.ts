import type { Rung } from './plan-lamps.ts'

/** Gives the lamps' rungs of a published film by the names of those that were made of it. */
export function madeRungs(names: readonly string[]): Rung[] {
  return names.map((name) => ({ name, height: Number.parseInt(name, 10), state: 'done' }))
}
