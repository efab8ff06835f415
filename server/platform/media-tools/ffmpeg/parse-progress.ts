import type { EncodeProgress } from '../port.ts'

/**
 * Gathers the lines of `ffmpeg -progress pipe:1`; each finished block gives a progress, other lines null.
 * Percent never falls and stays within 0 to 100.
 */
export function createProgressParser(durationMs: number): (line: string) => EncodeProgress | null {
  const block = new Map<string, string>()
  let percent = 0
  return (line) => {
    const split = line.indexOf('=')
    if (split < 0) return null
    const key = line.slice(0, split).trim()
    block.set(key, line.slice(split + 1).trim())
    if (key !== 'progress') return null
    const outTimeMs = Math.max(0, readNumber(block.get('out_time_us')) / 1000)
    const speed = readNumber(block.get('speed')?.replace('x', ''))
    const done = block.get('progress') === 'end'
    const reached = done ? 100 : durationMs > 0 ? (outTimeMs / durationMs) * 100 : 0
    percent = Math.min(100, Math.max(percent, reached))
    const leftSeconds = Math.max(0, durationMs - outTimeMs) / 1000
    return {
      percent: Math.round(percent * 10) / 10,
      fps: readNumber(block.get('fps')),
      outTimeMs: Math.round(outTimeMs),
      etaSeconds: done ? 0 : speed > 0 ? Math.round(leftSeconds / speed) : null,
    }
  }
}

function readNumber(text: string | undefined): number {
  const value = Number(text)
  return Number.isFinite(value) ? value : 0
}
