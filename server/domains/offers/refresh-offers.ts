import { invalidateTags } from '../../platform/cache/invalidate-tags.ts'
import type { Context } from '../../platform/context/context.ts'

/** The tag of everything cached that shows what is sold, or for how much. */
export const offersTag = 'offers'

/** Makes every web process read plans, offers and prices anew. Doing it twice changes nothing. */
export async function refreshOffers(): Promise<void> {
  await invalidateTags([offersTag])
}

/** Refreshes at once; may fail quietly, for the job `refresh-offers` on the change's event does it for certain. */
export async function refreshOffersSoon(context: Context): Promise<void> {
  try {
    await refreshOffers()
  } catch (error) {
    context.log.warn({ err: error }, 'cached offers not refreshed at once, the job will')
  }
}
