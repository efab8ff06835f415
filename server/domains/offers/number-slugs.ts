import { slugFrom } from '../catalogue/index.ts'

const tried = 50

/** Gives addresses to try for a thing of this name, the first without a number: `rap-nha`, `rap-nha-2`, … */
export function numberSlugs(name: string, fallback: string): string[] {
  const base = slugFrom(name) || fallback
  return [base, ...Array.from({ length: tried - 1 }, (_, index) => `${base}-${index + 2}`)]
}
