import { describe, expect, it } from 'vitest'
import { chooseStartLevel, LoadPatience } from './hls-loading.ts'

describe('the level to start on', () => {
  it.each([
    [[400_000, 900_000, 2_500_000], 1],
    [[400_000, 1_000_000], 1],
    [[1_800_000, 4_000_000], 0],
    [[], 0],
  ])('of %j', (bandwidths, index) => {
    expect(chooseStartLevel(bandwidths.map((bitrate) => ({ bitrate })))).toBe(index)
  })
})

describe('patience without a network', () => {
  it('lasts while there is something to show', () => {
    const patience = new LoadPatience()
    patience.note(20, 0)
    patience.note(5, 30_000)
    expect(patience.isOver(30_000)).toBe(false)
  })

  it('ends six seconds after the last of it', () => {
    const patience = new LoadPatience()
    patience.note(0, 1000)
    patience.note(0, 6000)
    expect(patience.isOver(6999)).toBe(false)
    expect(patience.isOver(7000)).toBe(true)
  })

  it('is whole again when something arrives', () => {
    const patience = new LoadPatience()
    patience.note(0, 0)
    patience.renew()
    expect(patience.isOver(60_000)).toBe(false)
  })
})
