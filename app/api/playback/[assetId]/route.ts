import { authorisePlayback } from '#server/domains/playback/index.ts'
import { personalJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

/** Gives the player newly signed addresses of what it plays. */
export const GET = route<{ assetId: string }>(async (_request, context, { assetId }) =>
  personalJson(await authorisePlayback(context, { assetId })),
)
