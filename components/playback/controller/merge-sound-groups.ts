import type Hls from 'hls.js'
import type { Level } from 'hls.js'

/**
 * Makes of the same picture listed once with stereo and once with 5.1 a single quality that offers both: a browser
 * plays either, so that the viewer chooses by name and the bandwidth never does.
 */
export function mergeSoundGroups(hls: Pick<Hls, 'levels' | 'removeLevel'>): void {
  const kept = new Map<string, Level>()
  const twins: number[] = []
  // Lightest first, so that what is kept is the one in stereo.
  hls.levels.forEach((level, index) => {
    const uri = level.uri
    const first = kept.get(uri)
    if (!first) {
      kept.set(uri, level)
      return
    }
    for (const group of level.audioGroups ?? []) first.addGroupId('audio', group)
    twins.push(index)
  })
  for (const index of twins.toReversed()) hls.removeLevel(index)
}
