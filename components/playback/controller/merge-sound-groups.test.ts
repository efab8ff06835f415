import type { Level } from 'hls.js'
import { describe, expect, it } from 'vitest'
import { mergeSoundGroups } from './merge-sound-groups.ts'

/** As much of hls.js's level as groups need. */
function level(uri: string, group: string): Level {
  const audioGroups = [group]
  const made = {
    uri,
    audioGroups,
    addGroupId: (_: string, id: string) => {
      if (!audioGroups.includes(id)) audioGroups.push(id)
    },
  }
  return made as unknown as Level
}

describe('mergeSoundGroups', () => {
  it('makes one quality of each picture, offering both groups', () => {
    const levels = [
      level('low', 'audio'),
      level('low', 'surround'),
      level('high', 'audio'),
      level('high', 'surround'),
    ]
    mergeSoundGroups({ levels, removeLevel: (index) => void levels.splice(index, 1) })
    expect(levels.map(({ uri, audioGroups }) => [uri, audioGroups])).toEqual([
      ['low', ['audio', 'surround']],
      ['high', ['audio', 'surround']],
    ])
  })
})
