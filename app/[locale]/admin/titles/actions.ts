'use server'

import { createTitle, featureTitle, publishTitle, unpublishTitle } from '#server/domains/catalogue/index.ts'
import type { CreateTitleInput, FeatureTitleInput } from '#server/domains/catalogue/schemas.ts'
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

export const featureTitleAction = action(async (context, input: FeatureTitleInput) => {
  await featureTitle(context, input)
})

export const encodeAgainAction = action(async (context, { assetId }: { assetId: string }) => {
  await reencodeAsset(context, { assetId })
})
