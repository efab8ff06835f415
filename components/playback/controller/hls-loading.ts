import type { HlsConfig, LoaderConfig } from 'hls.js'

/** What is declared at or below this many bits a second starts at once on an ordinary line. */
const startBandwidth = 1_000_000

/** Gives the index of the level to start on; `levels` go up by their declared bandwidth, in bits a second. */
export function chooseStartLevel(levels: readonly { bitrate: number }[]): number {
  return Math.max(
    0,
    levels.findLastIndex((level) => level.bitrate <= startBandwidth),
  )
}

const tries: Pick<LoaderConfig, 'timeoutRetry' | 'errorRetry'> = {
  timeoutRetry: { maxNumRetry: 1, retryDelayMs: 0, maxRetryDelayMs: 0 },
  errorRetry: { maxNumRetry: 3, retryDelayMs: 500, maxRetryDelayMs: 2000 },
}

/** A few quick tries: whether to go on after them is decided by what is still buffered, see `LoadPatience`. */
export const loadPolicies: Pick<HlsConfig, 'manifestLoadPolicy' | 'playlistLoadPolicy' | 'fragLoadPolicy'> = {
  manifestLoadPolicy: { default: { maxTimeToFirstByteMs: 5000, maxLoadTimeMs: 10_000, ...tries } },
  playlistLoadPolicy: { default: { maxTimeToFirstByteMs: 5000, maxLoadTimeMs: 10_000, ...tries } },
  fragLoadPolicy: { default: { maxTimeToFirstByteMs: 5000, maxLoadTimeMs: 120_000, ...tries } },
}

const longestStarvingMs = 6000

/** Tells how long a film without a network may keep trying: while there is something to show, and a little longer. */
export class LoadPatience {
  private starvingSince: number | null = null

  /** Notes an error of the network; `bufferedS` is what is left to show, `nowMs` any steady clock. */
  note(bufferedS: number, nowMs: number): void {
    if (bufferedS > 0.5) this.starvingSince = null
    else this.starvingSince ??= nowMs
  }

  /** Something arrived, or the viewer asked anew. */
  renew(): void {
    this.starvingSince = null
  }

  isOver(nowMs: number): boolean {
    return this.starvingSince !== null && nowMs - this.starvingSince >= longestStarvingMs
  }
}
