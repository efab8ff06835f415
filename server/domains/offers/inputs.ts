import { z } from 'zod'
import { amountSchema, currencies } from '../../platform/money/money.ts'
import { titleKindSchema } from '../catalogue/schemas.ts'
import { intervals, targetSchema, titleOfferKinds } from './terms.ts'

/** What the verbs of offers take. */

const words = (longest: number) => z.string().trim().normalize('NFC').max(longest)
/** Both languages; where English is left out, the Vietnamese stands in for it. */
const localized = (longest: number) =>
  z
    .object({ vi: words(longest).min(1), en: words(longest).default('') })
    .transform(({ vi, en }) => ({ vi, en: en === '' ? vi : en }))

const planFields = {
  name: localized(60),
  description: localized(200),
  /** Lines of the tallest picture; null: no limit. */
  maxHeight: z.int().min(144).max(8640).nullable(),
  maxStreams: z.int().min(1).max(100),
  /** Null: all kinds. */
  kinds: z
    .array(titleKindSchema)
    .min(1)
    .nullable()
    .transform((kinds) => kinds && titleKindSchema.options.filter((kind) => kinds.includes(kind))),
  trialDays: z.int().min(0).max(365),
}

export const createPlanSchema = z.object({ ...planFields, trialDays: planFields.trialDays.default(0) })
export type CreatePlanInput = z.input<typeof createPlanSchema>

export const updatePlanSchema = z
  .object(planFields)
  .partial()
  .extend({
    planId: z.uuid(),
    /** Of what the form was filled from. */
    version: z.int().min(1),
    /** The place among the plans, from 0. */
    position: z.int().min(0).max(1000).optional(),
  })
export type UpdatePlanInput = z.input<typeof updatePlanSchema>

export const planIdSchema = z.object({ planId: z.uuid() })
export type PlanIdInput = z.input<typeof planIdSchema>

const amountMinor = amountSchema.min(1)
const currency = z.enum(currencies)

const pricedOfferSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('plan'), planId: z.uuid(), interval: z.enum(intervals) }),
  z.object({ kind: z.literal('title-offer'), titleOfferId: z.uuid() }),
])
const wantedPriceSchema = z.object({
  currency,
  /** In the smallest part of the currency; null: no longer sold in it. */
  amountMinor: amountMinor.nullable(),
})

export const setPriceSchema = wantedPriceSchema.extend({ offer: pricedOfferSchema })
export type SetPriceInput = z.input<typeof setPriceSchema>

export const setPricesSchema = z.object({
  offer: pricedOfferSchema,
  /** One for each currency at most; a currency that is left out keeps what it has. */
  prices: z
    .array(wantedPriceSchema)
    .min(1)
    .refine((wanted) => new Set(wanted.map((each) => each.currency)).size === wanted.length),
})
export type SetPricesInput = z.input<typeof setPricesSchema>

export const offerTitleSchema = z.object({
  kind: z.enum(titleOfferKinds),
  target: targetSchema,
  /** What it is to cost from now on; a currency that is left out keeps what it has. */
  prices: z.array(z.object({ currency, amountMinor })).max(currencies.length).default([]),
})
export type OfferTitleInput = z.input<typeof offerTitleSchema>

export const titleOfferIdSchema = z.object({ titleOfferId: z.uuid() })
export type TitleOfferIdInput = z.input<typeof titleOfferIdSchema>

const titleIds = z
  .array(z.uuid())
  .max(50)
  .transform((ids) => [...new Set(ids)])
  .refine((ids) => ids.length > 1, 'A bundle has at least two titles.')
export const createBundleSchema = z.object({ name: localized(60), titleIds })
export type CreateBundleInput = z.input<typeof createBundleSchema>
export const updateBundleSchema = createBundleSchema.partial().extend({ bundleId: z.uuid() })
export type UpdateBundleInput = z.input<typeof updateBundleSchema>

export const priceIdSchema = z.object({ priceId: z.uuid() })
export const priceIdsSchema = z.object({ priceIds: z.array(z.uuid()).max(500) })
export const offersOfTitleSchema = z.object({ titleId: z.uuid() })
export const listTitleOffersSchema = z.object({ titleId: z.uuid().optional() })
