import type {
  AdminPlanDto,
  AdminTitleOfferDto,
  CreateBundleInput,
  CreatePlanInput,
  NamedBundleDto,
  OfferTitleInput,
  SetPricesInput,
  UpdateBundleInput,
  UpdatePlanInput,
} from '#server/domains/offers/schemas.ts'
import type { AdminAction } from '../../errors/call-action.ts'
import type { TitleOption } from '../accounts/person-page.ts'

/** Everything the page of plans and prices shows. */
export type PlansPage = {
  plans: AdminPlanDto[]
  offers: AdminTitleOfferDto[]
  bundles: NamedBundleDto[]
  mayWrite: boolean
  /** Whether titles lead to their pages. */
  mayOpenTitles: boolean
  nowIso: string
}

export type PriceActions = { setPrices: AdminAction<SetPricesInput> }

export type TitleOfferActions = PriceActions & {
  offerTitle: AdminAction<OfferTitleInput>
  withdrawTitleOffer: AdminAction<{ titleOfferId: string }>
}

export type PlanActions = TitleOfferActions & {
  createPlan: AdminAction<CreatePlanInput>
  updatePlan: AdminAction<UpdatePlanInput>
  offerPlan: AdminAction<{ planId: string }>
  withdrawPlan: AdminAction<{ planId: string }>
  findTitles: AdminAction<{ text: string }, TitleOption[]>
  createBundle: AdminAction<CreateBundleInput>
  updateBundle: AdminAction<UpdateBundleInput>
}
