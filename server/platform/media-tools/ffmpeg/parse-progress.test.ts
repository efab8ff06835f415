import { describe, expect, it } from 'vitest'
import { createProgressParser } from './parse-progress.ts'

const block = (fields: Record<string, string>): string[] =>
  Object.entries(fields).map(([k, v]) => `${k}=${v}`)

function feed(lines: string[], durationMs: number) {
  const parse = createProgressParser(durationMs)
  return lines.map(parse).filter((progress) => progress !== null)
}

describe('createProgressParser', () => {
  it('gives one progress a block, with percent, frames per second and time left', () => {
    const lines = block({
      frame: '96',
      fps: '48.5',
      out_time_us: '4000000',
      speed: '2x',
      progress: 'continue',
    })
    expect(feed(lines, 10_000)).toEqual([{ percent: 40, fps: 48.5, outTimeMs: 4000, etaSeconds: 3 }])
  })

  it('never goes back and ends at 100', () => {
    const lines = [
      ...block({ out_time_us: '5000000', speed: '1x', progress: 'continue' }),
      ...block({ out_time_us: '3000000', speed: '1x', progress: 'continue' }),
      ...block({ out_time_us: '9990000', speed: '1x', progress: 'end' }),
    ]
    expect(feed(lines, 10_000).map(({ percent }) => percent)).toEqual([50, 50, 100])
  })

  it('knows no time left while ffmpeg says N/A', () => {
    const lines = block({ fps: 'N/A', out_time_us: 'N/A', speed: 'N/A', progress: 'continue' })
    expect(feed(lines, 10_000)).toEqual([{ percent: 0, fps: 0, outTimeMs: 0, etaSeconds: null }])
  })
})
