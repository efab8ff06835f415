'use server'

import {
  createPlan,
  offerPlan,
  offerTitle,
  setPrice,
  updatePlan,
  withdrawPlan,
  withdrawTitleOffer,
} from '#server/domains/offers/index.ts'
import type {
  CreatePlanInput,
  OfferTitleInput,
  PlanIdInput,
  SetPriceInput,
  TitleOfferIdInput,
  UpdatePlanInput,
} from '#server/domains/offers/schemas.ts'
import { action } from '#server/http/action.ts'

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

export const setPriceAction = action(async (context, input: SetPriceInput) => {
  await setPrice(context, input)
})

export const offerTitleAction = action(async (context, input: OfferTitleInput) => {
  await offerTitle(context, input)
})

export const withdrawTitleOfferAction = action(async (context, input: TitleOfferIdInput) => {
  await withdrawTitleOffer(context, input)
})
