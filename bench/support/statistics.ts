/** The value below which a share (0 to 1) of the samples lies, between two neighbours by proportion; NaN of none. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? Number.NaN
  const above = sorted[Math.ceil(place)] ?? Number.NaN
  return below + (above - below) * (place - Math.floor(place))
}

/** The middle sample. */
export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5)
}
