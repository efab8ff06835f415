import { listContinueWatching } from '#server/domains/playback/index.ts'
import { personalJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

/** Gives what the viewer is in the middle of, newest first. */
export const GET = route(async (_request, context) =>
  personalJson({ entries: await listContinueWatching(context) }),
)
