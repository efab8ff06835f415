/** Gives the address with each parameter's value replaced by its name, so that one route is one series. */
export function routePattern(
  pathname: string,
  /** Next gives none at all for an address without parts in brackets. */
  params: Record<string, string | string[] | undefined> | undefined,
): string {
  const segments = pathname.split('/').map(decode)
  for (const [name, value] of Object.entries(params ?? {})) {
    if (value === undefined) continue
    const values = [value].flat().map(decode)
    const at = segments.findIndex((_, start) =>
      values.every((each, offset) => segments[start + offset] === each),
    )
    if (at >= 0) segments.splice(at, values.length, Array.isArray(value) ? `[...${name}]` : `[${name}]`)
  }
  return segments.join('/')
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
