'use server'

import { findTitles } from '#server/domains/catalogue/index.ts'
import {
  createBundle,
  createPlan,
  offerPlan,
  offerTitle,
  setPrices,
  updateBundle,
  updatePlan,
  withdrawPlan,
  withdrawTitleOffer,
} from '#server/domains/offers/index.ts'
import type {
  CreateBundleInput,
  CreatePlanInput,
  OfferTitleInput,
  PlanIdInput,
  SetPricesInput,
  TitleOfferIdInput,
  UpdateBundleInput,
  UpdatePlanInput,
} from '#server/domains/offers/schemas.ts'
import { action } from '#server/http/action.ts'
import { authorize } from '#server/platform/authorize/authorize.ts'

export const createPlanAction = action(async (context, input: CreatePlanInput) => {
  await createPlan(context, input)
})

export const updatePlanAction = action(async (context, input: UpdatePlanInput) => {
  await updatePlan(context, input)
})

export const offerPlanAction = action(async (context, input: PlanIdInput) => {
  await offerPlan(context, input)
})

export const withdrawPlanAction = action(async (context, input: PlanIdInput) => {
  await withdrawPlan(context, input)
})

export const setPricesAction = action(async (context, input: SetPricesInput) => {
  await setPrices(context, input)
})

export const offerTitleAction = action(async (context, input: OfferTitleInput) => {
  await offerTitle(context, input)
})

export const withdrawTitleOfferAction = action(async (context, input: TitleOfferIdInput) => {
  await withdrawTitleOffer(context, input)
})

export const findSellableAction = action(async (context, { text }: { text: string }) => {
  authorize(context, 'offer.write')
  const titles = await findTitles({ text })
  return titles.map(({ id, title, year }) => ({ id, name: title, year }))
})

export const createBundleAction = action(async (context, input: CreateBundleInput) => {
  await createBundle(context, input)
})

export const updateBundleAction = action(async (context, input: UpdateBundleInput) => {
  await updateBundle(context, input)
})
