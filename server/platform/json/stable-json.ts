/**
 * A value as JSON whose keys are in order, so that equal values give equal texts: PostgreSQL's jsonb gives an object
 * back with its keys in another order than it was written with.
 */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
