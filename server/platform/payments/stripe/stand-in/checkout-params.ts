import { z } from 'zod'

/** An integer as a form carries it. */
export const integer = z
  .string()
  .regex(/^-?\d+$/, 'it is no integer')
  .transform(Number)
export const metadataParam = z.record(z.string().max(40), z.string().max(500)).default({})
export const expandParam = z.array(z.string()).max(20).default([])
export const addressParam = z.url().max(5000)

const lineItem = z.strictObject({
  quantity: integer.pipe(z.int().min(1)),
  price_data: z.strictObject({
    currency: z.enum(['vnd', 'usd']),
    unit_amount: integer.pipe(z.int().min(0)),
    product_data: z.strictObject({ name: z.string().min(1).max(1500) }),
    recurring: z.strictObject({ interval: z.enum(['month', 'year']) }).optional(),
  }),
})

/** What of Checkout our calls use; anything else is refused. */
export const createSessionParams = z.strictObject({
  mode: z.enum(['payment', 'subscription']),
  client_reference_id: z.string().max(200).optional(),
  metadata: metadataParam,
  customer_email: z.email().optional(),
  locale: z.enum(['auto', 'vi', 'en']).default('auto'),
  success_url: addressParam,
  cancel_url: addressParam.optional(),
  expires_at: integer.optional(),
  adaptive_pricing: z.strictObject({ enabled: z.enum(['true', 'false']) }).optional(),
  line_items: z.array(lineItem).length(1),
  payment_intent_data: z
    .strictObject({ description: z.string().max(1000).optional(), metadata: metadataParam })
    .optional(),
  subscription_data: z
    .strictObject({
      description: z.string().max(500).optional(),
      metadata: metadataParam,
      trial_period_days: integer.pipe(z.int().min(1).max(730)).optional(),
    })
    .optional(),
  expand: expandParam,
})
export type CreateSession = z.output<typeof createSessionParams>
