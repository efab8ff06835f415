import { z } from 'zod'
import { providerNameSchema, type ReconcileInput } from '#server/domains/billing/schemas.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'

const dayMs = 24 * 60 * 60 * 1000

const daysSchema = z
  .object({ provider: providerNameSchema.nullable(), from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to, { path: ['to'] })
export type DaysInput = z.input<typeof daysSchema>

/** Turns days in Viet Nam, both included, into moments; what has not come yet is left out. Throws `input.invalid`. */
export function toRange(input: DaysInput, now: Date): ReconcileInput {
  const { provider, from, to } = parseInput(daysSchema, input)
  const until = new Date(startOf(to).getTime() + dayMs)
  return { provider: provider ?? undefined, from: startOf(from), until: until < now ? until : now }
}

/** Gives the day in Viet Nam at a moment, `2026-11-21`. */
export function dayOf(at: Date): string {
  return new Date(at.getTime() + hoursAhead * 60 * 60 * 1000).toISOString().slice(0, 10)
}

/** Viet Nam knows no summer time. */
const hoursAhead = 7

function startOf(day: string): Date {
  return new Date(`${day}T00:00:00+07:00`)
}
