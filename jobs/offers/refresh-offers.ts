import { refreshOffers } from '#server/domains/offers/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'

/** Has every web process read plans, offers and prices anew. */
export const refreshOfferPages: JobHandler<object> = () => refreshOffers()
