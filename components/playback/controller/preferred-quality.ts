import type { PlaybackPreferences } from '#server/domains/profiles/schemas.ts'

/** To save data the picture stays this low. */
const savingHeight = 360

/** Gives the highest picture, in lines, that the profile wants unless one is chosen in the player; null is no limit. */
export function highestOf(quality: PlaybackPreferences['quality']): number | null {
  if (quality === 'auto') return null
  return quality === 'saving' ? savingHeight : Number(quality)
}

/** Gives the index of the best level within the limit, the lowest where all are above; -1 is no limit. */
export function cappedLevel(heights: readonly number[], highest: number | null): number {
  if (highest === null || heights.length === 0) return -1
  const within = heights.filter((height) => height <= highest)
  return heights.lastIndexOf(within.length > 0 ? Math.max(...within) : Math.min(...heights))
}
