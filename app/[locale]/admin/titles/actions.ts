'use server'

import {
  createTitle,
  listTitlesForAdmin,
  publishTitle,
  setFeatured,
  unpublishTitle,
} from '#server/domains/catalogue/index.ts'
import type { CreateTitleInput } from '#server/domains/catalogue/schemas.ts'
import { reencodeAsset } from '#server/domains/media/index.ts'
import { action } from '#server/http/action.ts'

export const createTitleAction = action(async (context, input: CreateTitleInput) => {
  const { id } = await createTitle(context, input)
  return { id }
})

export const publishTitleAction = action(async (context, { titleId }: { titleId: string }) => {
  await publishTitle(context, { titleId })
})

export const unpublishTitleAction = action(async (context, { titleId }: { titleId: string }) => {
  await unpublishTitle(context, { titleId })
})

/** Puts the title first on the home page's hero, or takes it off; the others keep their order. */
export const featureTitleAction = action(
  async (context, { titleId, featured }: { titleId: string; featured: boolean }) => {
    const { titles } = await listTitlesForAdmin(context, { pageSize: 200, status: 'published' })
    const others = titles
      .filter((title) => title.featuredRank !== null && title.id !== titleId)
      .toSorted((a, b) => (a.featuredRank ?? 0) - (b.featuredRank ?? 0))
      .map((title) => title.id)
    await setFeatured(context, { titleIds: (featured ? [titleId, ...others] : others).slice(0, 12) })
  },
)

export const encodeAgainAction = action(async (context, { assetId }: { assetId: string }) => {
  await reencodeAsset(context, { assetId })
})
