import type {
  AdminPlanDto,
  AdminTitleOfferDto,
  CreatePlanInput,
  OfferTitleInput,
  SetPriceInput,
  UpdatePlanInput,
} from '#server/domains/offers/schemas.ts'
import type { AdminAction } from '../../errors/call-action.ts'

/** Everything the page of plans and prices shows. */
export type PlansPage = {
  plans: AdminPlanDto[]
  offers: AdminTitleOfferDto[]
  mayWrite: boolean
  /** Whether titles lead to their pages. */
  mayOpenTitles: boolean
  nowIso: string
}

export type PriceActions = { setPrice: AdminAction<SetPriceInput> }

export type TitleOfferActions = PriceActions & {
  offerTitle: AdminAction<OfferTitleInput>
  withdrawTitleOffer: AdminAction<{ titleOfferId: string }>
}

export type PlanActions = TitleOfferActions & {
  createPlan: AdminAction<CreatePlanInput>
  updatePlan: AdminAction<UpdatePlanInput>
  offerPlan: AdminAction<{ planId: string }>
  withdrawPlan: AdminAction<{ planId: string }>
}
