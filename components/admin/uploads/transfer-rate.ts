/** How fast a transfer goes, smoothed so that the time left does not jump about. */
export type TransferRate = {
  atMs: number
  bytes: number
  /** Bytes per second; null until two samples lie far enough apart. */
  bytesPerSecond: number | null
}

const shortestSampleMs = 250
const halfLifeMs = 4_000

/** Begins measuring at this many bytes; begin anew after each pause, so that the pause does not count. */
export function startRate(bytes: number, atMs: number): TransferRate {
  return { atMs, bytes, bytesPerSecond: null }
}

/** Takes in how far the transfer is now; older samples lose half their weight every four seconds. */
export function addSample(rate: TransferRate, bytes: number, atMs: number): TransferRate {
  const elapsedMs = atMs - rate.atMs
  if (elapsedMs < shortestSampleMs) return rate
  const measured = (Math.max(0, bytes - rate.bytes) / elapsedMs) * 1000
  if (rate.bytesPerSecond === null) return { atMs, bytes, bytesPerSecond: measured }
  const keep = 0.5 ** (elapsedMs / halfLifeMs)
  return { atMs, bytes, bytesPerSecond: rate.bytesPerSecond * keep + measured * (1 - keep) }
}

/** Gives the seconds that the rest will take, or null while the speed is unknown or nearly nothing. */
export function secondsLeft(rate: TransferRate, totalBytes: number): number | null {
  if (rate.bytesPerSecond === null || rate.bytesPerSecond < 1) return null
  return Math.ceil(Math.max(0, totalBytes - rate.bytes) / rate.bytesPerSecond)
}
