import { getTitleCards } from '../domains/catalogue/index.ts'
import { notFound } from '../platform/errors/app-error.ts'

/** Refuses as `title.not-found` a title that viewers do not see; profiles know no catalogue, so their routes ask. */
export async function requirePublished(titleId: string): Promise<void> {
  const [card] = await getTitleCards({ titleIds: [titleId] })
  if (!card) throw notFound('title', titleId)
}
