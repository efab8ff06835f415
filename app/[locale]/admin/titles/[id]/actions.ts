'use server'

import { useFrameAsArtwork } from '#server/domains/admin/index.ts'
import type { UseFrameAsArtworkInput } from '#server/domains/admin/schemas.ts'
import { addEpisode, setEpisodes, updateTitle } from '#server/domains/catalogue/index.ts'
import type {
  AddEpisodeInput,
  SetEpisodesInput,
  UpdateTitleInput,
} from '#server/domains/catalogue/schemas.ts'
import { action } from '#server/http/action.ts'
import { cancelJobRun } from '#server/platform/queues/index.ts'

export const updateTitleAction = action(async (context, input: UpdateTitleInput) => {
  await updateTitle(context, input)
})

export const addEpisodeAction = action(async (context, input: AddEpisodeInput) => {
  await addEpisode(context, input)
})

export const setEpisodesAction = action(async (context, input: SetEpisodesInput) => {
  await setEpisodes(context, input)
})

export const cancelEncodeAction = action(async (context, { runId }: { runId: string }) => {
  await cancelJobRun(context, { runId })
})

export const useFrameAction = action(async (context, input: UseFrameAsArtworkInput) => {
  await useFrameAsArtwork(context, input)
})
