const prefixPattern = /\/v\/[^/]+\/[^/]+\//

/**
 * Gives the address with the newest playback session in place of its own, so that a player whose session is over goes
 * on with the same manifest in another.
 */
export function withPrefixOf(url: string, signed: string): string {
  const prefix = prefixPattern.exec(signed)?.[0]
  return prefix === undefined ? url : url.replace(prefixPattern, prefix)
}
