import { z } from 'zod'
import { currencies, type Currency } from '../../platform/money/money.ts'

/** What is asked about payments, and what is told of one. */

export const providerNameSchema = z.enum(['stripe', 'sepay'])
export const paymentStates = ['pending', 'held', 'settled', 'expired', 'cancelled', 'failed'] as const
/** In the order in which they may follow each other: what was lost may be won on appeal. */
export const disputeStates = ['none', 'open', 'lost', 'won'] as const

/**
 * A path of our own; `{paymentId}` in it becomes the payment's. Nothing that an address drops or turns round, such as a
 * tab, may stand between its slashes, and no `/.//host` that becomes `//host` once its dots are resolved.
 */
export const ownPathSchema = z
  .string()
  .max(500)
  .regex(/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/)
  .refine(staysOurs)

const anyOrigin = 'https://house.invalid'

function staysOurs(path: string): boolean {
  const url = URL.parse(path, anyOrigin)
  return url !== null && url.origin === anyOrigin && !url.pathname.startsWith('//')
}

export const startPaymentSchema = z.object({
  priceId: z.uuid(),
  provider: providerNameSchema,
  /** Names this attempt: the same key starts one payment, however often it is sent. */
  requestKey: z.string().min(8).max(100),
  locale: z.enum(['vi', 'en']).default('vi'),
  /** Where the customer comes back to from the provider's page. */
  returnPath: ownPathSchema.default('/checkout/{paymentId}'),
  cancelPath: ownPathSchema.default('/checkout/{paymentId}'),
})
export type StartPaymentInput = z.input<typeof startPaymentSchema>

export const paymentIdSchema = z.object({ paymentId: z.uuid() })

export const paymentFilterSchema = z.object({
  /** Whose; one's own where it is left out by who may not read all. */
  accountId: z.uuid().optional(),
  /** Whose, as staff look for people: part of a name or an e-mail address. */
  person: z.string().trim().min(1).max(200).optional(),
  state: z.enum(paymentStates).optional(),
  provider: providerNameSchema.optional(),
  /** Of which something went back, or was called back. */
  has: z.enum(['refund', 'dispute']).optional(),
  /** What a transfer names it by, or a part of that. */
  code: z
    .string()
    .max(60)
    .transform((text) => text.toUpperCase().replaceAll(/[^\dA-Z]/g, ''))
    .optional(),
})
export type PaymentFilterInput = z.input<typeof paymentFilterSchema>

export const listPaymentsSchema = paymentFilterSchema.extend({
  /** These alone. */
  ids: z.array(z.uuid()).max(200).optional(),
  limit: z.int().min(1).max(200).default(50),
  offset: z.int().min(0).max(100_000).default(0),
})
export type ListPaymentsInput = z.input<typeof listPaymentsSchema>

const textSchema = z.object({ vi: z.string(), en: z.string() })

export const paymentDtoSchema = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  provider: providerNameSchema,
  priceId: z.uuid(),
  bought: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('plan'),
      planId: z.uuid(),
      slug: z.string(),
      name: textSchema,
      interval: z.enum(['month', 'year']),
    }),
    z.object({
      kind: z.enum(['rental', 'purchase']),
      targetKind: z.enum(['title', 'season', 'bundle']),
      targetId: z.uuid(),
    }),
  ]),
  currency: z.enum(currencies),
  amountMinor: z.int(),
  /** All that came in, what was too much included. */
  receivedMinor: z.int(),
  /** What is missing while it is held; 0 otherwise. */
  missingMinor: z.int(),
  /** What was too much and stands to the customer's credit. */
  surplusMinor: z.int(),
  refundedMinor: z.int(),
  /** What can be given back still. */
  refundableMinor: z.int(),
  state: z.enum(paymentStates),
  dispute: z.enum(disputeStates),
  /** What a transfer names it by; null for providers that need none. */
  code: z.string().nullable(),
  /** What the customer does next; null once there is nothing to do, and until the provider has said. */
  instructions: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('page'), url: z.string() }),
      z.object({
        kind: z.literal('transfer'),
        account: z.object({ bank: z.string(), bin: z.string(), number: z.string(), holder: z.string() }),
        /** The text of the QR code. */
        qr: z.string(),
        content: z.string(),
      }),
    ])
    .nullable(),
  subscriptionId: z.uuid().nullable(),
  /** Of a plan: the time that it paid. */
  periodStartsAt: z.iso.datetime().nullable(),
  periodEndsAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  settledAt: z.iso.datetime().nullable(),
})
export type PaymentDto = z.infer<typeof paymentDtoSchema>

/** Tells whether a payment began a trial: its plan is open, and nothing was paid. */
export function isTrial({ state, receivedMinor }: Pick<PaymentDto, 'state' | 'receivedMinor'>): boolean {
  return state === 'settled' && receivedMinor === 0
}

/** A way to be paid that this house has. */
export type WayToPay = {
  provider: z.infer<typeof providerNameSchema>
  currencies: Currency[]
  /** The customer goes to the provider's page, or makes a transfer. */
  by: 'page' | 'transfer'
  /** What is paid each month or year is collected again by itself, and may begin with a trial. */
  renewsByItself: boolean
}

export const paymentPageSchema = z.object({ payments: z.array(paymentDtoSchema), total: z.int() })
export type PaymentPage = z.infer<typeof paymentPageSchema>

/** Tells the pages of an account, over the socket, to read one of its payments again. */
export const paymentChanged = 'payment.changed'
export const paymentChangedSchema = z.object({ paymentId: z.uuid(), state: z.enum(paymentStates) })
export type PaymentChangedMessage = z.infer<typeof paymentChangedSchema>
