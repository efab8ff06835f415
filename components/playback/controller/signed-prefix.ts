const prefixPattern = /\/s\/[^/]+\/\d+\//

/**
 * Gives the address with the newest signature in place of its own, so that a player whose addresses have expired
 * goes on with the same manifest.
 */
export function withPrefixOf(url: string, signed: string): string {
  const prefix = prefixPattern.exec(signed)?.[0]
  return prefix === undefined ? url : url.replace(prefixPattern, prefix)
}
