/** How choosing a profile went, and where to go on. */
export type Chosen =
  { ok: true; value: { href: string } } | { ok: false; code: string; params: Record<string, string | number> }
