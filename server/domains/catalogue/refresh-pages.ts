import { invalidateTags } from '../../platform/cache/invalidate-tags.ts'
import type { Context } from '../../platform/context/context.ts'

/** The tag of everything cached that lists titles. */
export const catalogueTag = 'catalogue'
/** The tag of everything cached that shows the title at this address. */
export const titleTag = (slug: string): string => `title:${slug}`

/** Makes every web process read lists and these titles' pages anew. Doing it twice changes nothing. */
export async function refreshPages(slugs: string[]): Promise<void> {
  await invalidateTags([catalogueTag, ...slugs.map(titleTag)])
}

/**
 * Refreshes at once, so that whoever made a change sees it on the next page. May fail quietly: the job
 * `refresh-pages` on the change's event does it for certain.
 */
export async function refreshPagesSoon(context: Context, slugs: string[]): Promise<void> {
  try {
    await refreshPages(slugs)
  } catch (error) {
    context.log.warn({ err: error, slugs }, 'cached pages not refreshed at once, the job will')
  }
}
