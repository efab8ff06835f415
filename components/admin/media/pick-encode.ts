import type { EncodeProgressDto } from '#server/domains/media/schemas.ts'

/**
 * Picks the encode of a title that an admin wants to know of: the one furthest along that runs, else the next
 * in line, else the newest that failed and whose film has not been encoded since. Null when all went well.
 */
export function pickEncode(encodes: readonly EncodeProgressDto[]): EncodeProgressDto | null {
  const latest = latestOfEachAsset(encodes)
  const inState = (state: EncodeProgressDto['state']) => latest.filter((encode) => encode.state === state)
  const [running] = inState('running').toSorted((a, b) => b.percent - a.percent)
  const [queued] = inState('queued').toSorted((a, b) => place(a) - place(b))
  const [failed] = inState('failed').toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
  return running ?? queued ?? failed ?? null
}

/** Gives the newest encode of every asset. */
export function latestOfEachAsset(encodes: readonly EncodeProgressDto[]): EncodeProgressDto[] {
  const latest = new Map<string, EncodeProgressDto>()
  for (const encode of encodes) {
    const known = latest.get(encode.assetId)
    if (!known || known.createdAt < encode.createdAt) latest.set(encode.assetId, encode)
  }
  return [...latest.values()]
}

function place(encode: EncodeProgressDto): number {
  return encode.queuePosition ?? Number.MAX_SAFE_INTEGER
}
