/** What a right that does not open the tallest picture leaves of a film's manifests and files. */

/**
 * Gives up to how many lines a film may be shown by a right that allows so many: the tallest of its pictures within, or
 * the lowest where all are taller, for what was paid for is never black. Null where nothing is held back.
 */
export function limitOf(heights: readonly number[], maxHeight: number | null): number | null {
  if (maxHeight === null || heights.length === 0) return null
  const within = heights.filter((height) => height <= maxHeight)
  const limit = within.length > 0 ? Math.max(...within) : Math.min(...heights)
  return limit < Math.max(...heights) ? limit : null
}

/** Tells whether one limit (null: none) lets through what the other holds back. */
export function allowsMore(one: number | null, other: number | null): boolean {
  return (one ?? Number.POSITIVE_INFINITY) > (other ?? Number.POSITIVE_INFINITY)
}

/** Tells whether a file of a version, by its key or name, is a picture of more lines than that, or a playlist of one. */
export function isTallerThan(key: string, lines: number): boolean {
  const own = /(?:^|\/)video-(\d+)p[^/]*$/.exec(key)?.[1]
  return own !== undefined && Number(own) > lines
}

/** Tells whether a file names others, taller ones maybe. */
export function isManifest(key: string): boolean {
  return /\.(m3u8|mpd)$/.test(key)
}

/** Gives an HLS playlist or a DASH manifest without what is taller than that. */
export function limitManifest(text: string, lines: number): string {
  return text.trimStart().startsWith('#EXTM3U') ? limitPlaylist(text, lines) : limitDescription(text, lines)
}

function limitPlaylist(text: string, lines: number): string {
  const kept: string[] = []
  const all = text.split('\n')
  for (let index = 0; index < all.length; index++) {
    const line = all[index] ?? ''
    const isVariant = line.startsWith('#EXT-X-STREAM-INF:')
    // The address of a variant is the line below it.
    const uri = isVariant ? (all[index + 1] ?? '') : (/URI="([^"]*)"/.exec(line)?.[1] ?? '')
    const isTaller = isTallerThan(uri.trim(), lines)
    if (!isTaller) kept.push(line)
    else if (isVariant) index += 1
  }
  return kept.join('\n')
}

function limitDescription(text: string, lines: number): string {
  return text
    .replace(/\s*<Representation\b[^>]*>.*?<\/Representation>/gs, (one) => {
      const address = /<BaseURL>([^<]*)<\/BaseURL>/.exec(one)?.[1] ?? ''
      return isTallerThan(address.trim(), lines) ? '' : one
    })
    .replace(/<AdaptationSet\b[^>]*>/g, (set) => set.replace(/ max(?:Width|Height)="\d+"/g, ''))
}
