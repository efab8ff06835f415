'use server'

import { useFrameAsArtwork } from '#server/domains/admin/index.ts'
import type { UseFrameAsArtworkInput } from '#server/domains/admin/schemas.ts'
import { addEpisode, setEpisodes, updateTitle } from '#server/domains/catalogue/index.ts'
import type {
  AddEpisodeInput,
  SetEpisodesInput,
  UpdateTitleInput,
} from '#server/domains/catalogue/schemas.ts'
import { cancelEncode, retryEncode } from '#server/domains/media/index.ts'
import { action } from '#server/http/action.ts'

export const updateTitleAction = action(async (context, input: UpdateTitleInput) => {
  await updateTitle(context, input)
})

export const addEpisodeAction = action(async (context, input: AddEpisodeInput) => {
  await addEpisode(context, input)
})

export const setEpisodesAction = action(async (context, input: SetEpisodesInput) => {
  await setEpisodes(context, input)
})

export const cancelEncodeAction = action(async (context, { versionId }: { versionId: string }) => {
  await cancelEncode(context, { versionId })
})

export const retryEncodeAction = action(async (context, { versionId }: { versionId: string }) => {
  await retryEncode(context, { versionId })
})

export const useFrameAction = action(async (context, input: UseFrameAsArtworkInput) => {
  await useFrameAsArtwork(context, input)
})
