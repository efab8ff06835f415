export type SearchParams = Record<string, string | string[] | undefined>

/** Gives the parameter's first value. */
export function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
