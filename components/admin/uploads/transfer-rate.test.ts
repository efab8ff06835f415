import { describe, expect, it } from 'vitest'
import { addSample, secondsLeft, startRate } from './transfer-rate.ts'

describe('transfer rate', () => {
  it('knows nothing before a second sample', () => {
    expect(secondsLeft(startRate(0, 0), 1000)).toBeNull()
  })

  it('takes the first measured speed as it is', () => {
    const rate = addSample(startRate(0, 0), 1000, 1000)
    expect(rate.bytesPerSecond).toBe(1000)
    expect(secondsLeft(rate, 3000)).toBe(2)
  })

  it('ignores samples that lie too close together', () => {
    const start = startRate(0, 0)
    expect(addSample(start, 500, 100)).toBe(start)
  })

  it('gives half the weight to what is four seconds old', () => {
    const fast = addSample(startRate(0, 0), 1000, 1000)
    const stalled = addSample(fast, 1000, 5000)
    expect(stalled.bytesPerSecond).toBeCloseTo(500)
  })

  it('does not count resumed bytes as speed when begun anew', () => {
    const rate = addSample(startRate(900, 60_000), 1000, 61_000)
    expect(rate.bytesPerSecond).toBe(100)
  })

  it('says nothing of the time left while nothing moves', () => {
    expect(secondsLeft(addSample(startRate(10, 0), 10, 1000), 100)).toBeNull()
  })

  it('never tells a negative time', () => {
    expect(secondsLeft(addSample(startRate(0, 0), 1000, 1000), 900)).toBe(0)
  })
})
