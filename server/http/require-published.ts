import { getTitleCards } from '../domains/catalogue/index.ts'
import { getOwnProfile } from '../domains/profiles/index.ts'
import type { Context } from '../platform/context/context.ts'
import { notFound } from '../platform/errors/app-error.ts'

/**
 * Refuses as `title.not-found` a title that the acting profile is not shown: not published, or beyond its rating limit.
 * Profiles know no catalogue, so their routes and actions ask.
 */
export async function requirePublished(context: Context, titleId: string): Promise<void> {
  const { ratingLimit } = await getOwnProfile(context)
  const [card] = await getTitleCards({ titleIds: [titleId], ratingLimit })
  if (!card) throw notFound('title', titleId)
}
