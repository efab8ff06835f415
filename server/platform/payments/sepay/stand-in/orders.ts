import { z } from 'zod'

/** How its webhooks go out. A minute is the stand-in's, which tests make short. */
const deliverySchema = z.object({
  /** How many calls tell of it at once; 0: none, only the API knows. */
  copies: z.int().min(0).max(2000).default(1),
  delayMinutes: z.number().min(0).max(10_000).default(0),
  /** Tells of it under another number than before. */
  renumber: z.boolean().default(false),
})
export const deliveryOrderSchema = deliverySchema.prefault({})
export type DeliveryOrder = z.infer<typeof deliverySchema>

/** A transfer to make at the stand-in's bank; an account that is not there yet is opened. */
export const transferOrderSchema = z.object({
  account: z.string().regex(/^[0-9A-Z]{4,30}$/),
  amount: z.int().positive().max(1_000_000_000_000),
  content: z.string().max(500),
  direction: z.enum(['in', 'out']).default('in'),
  /** The bank's own number of it, made up where left out. */
  reference: z.string().max(100).optional(),
  /** When the bank dates it; now where left out. */
  at: z.iso.datetime().optional(),
  webhook: deliveryOrderSchema,
})
export type TransferOrder = z.input<typeof transferOrderSchema>

/** A transfer as the stand-in keeps it. */
export const madeTransferSchema = z.object({
  webhookId: z.int(),
  apiId: z.string(),
  gateway: z.string(),
  account: z.string(),
  amount: z.int(),
  content: z.string(),
  /** What looks like a code of ours, as SePay is told to find it. */
  code: z.string().nullable(),
  direction: z.enum(['in', 'out']),
  reference: z.string(),
  at: z.iso.datetime(),
  /** What lies in the account after it. */
  balance: z.int(),
})
export type MadeTransfer = z.infer<typeof madeTransferSchema>

/** How the next answers of the API go wrong; `times` of them, all where left out. */
export const faultSchema = z.object({
  status: z.int().min(200).max(599).optional(),
  retryAfterSeconds: z.int().min(0).optional(),
  delayMs: z.int().min(0).max(600_000).optional(),
  times: z.int().min(1).optional(),
})
export type Fault = z.infer<typeof faultSchema>
