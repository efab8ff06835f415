import { z } from 'zod'
import { providerNameSchema } from './payment.schemas.ts'

/** What a comparison of the books found. */
export const comparisonSchema = z.object({
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  /** Events there, and those of them that no call had told of. */
  seen: z.int(),
  found: z.int(),
  providers: z.array(
    z.object({
      name: providerNameSchema,
      seen: z.int(),
      found: z.int(),
      /** Why it could not be asked to the end; null where it was. */
      error: z
        .object({ code: z.string(), message: z.string(), retryable: z.boolean() })
        .nullable()
        .default(null),
    }),
  ),
})
export type Comparison = z.infer<typeof comparisonSchema>
export type ProviderComparison = Comparison['providers'][number]

export const listReconciliationsSchema = z.object({
  /** `notable`: those that found something, or have failed so far. */
  show: z.enum(['all', 'notable']).default('all'),
  limit: z.int().min(1).max(200).default(20),
  offset: z.int().min(0).max(100_000).default(0),
})
export type ListReconciliationsInput = z.input<typeof listReconciliationsSchema>

export const reconciliationDtoSchema = z.object({
  id: z.uuid(),
  /** By itself over the last hours or days, or because staff asked for it. */
  kind: z.enum(['hours', 'days', 'asked']),
  /** What was asked for; null for all. */
  provider: providerNameSchema.nullable(),
  /** What was asked for; null where it is what the run itself chooses. */
  from: z.iso.datetime().nullable(),
  until: z.iso.datetime().nullable(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** Null until it is through; of one that failed, what those providers told that could be asked. */
  comparison: comparisonSchema.nullable(),
  /** Why it waits to be tried again, or was given up. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type ReconciliationDto = z.infer<typeof reconciliationDtoSchema>

/** How the daily proof of the book ended last. */
export type LedgerProofRun = { at: string; isProved: boolean }
