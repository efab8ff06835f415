import { listContinueWatching } from '#server/domains/playback/index.ts'
import { continueWatchingSchema } from '#server/domains/playback/schemas.ts'
import { personalJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

/** Gives what the viewer is in the middle of, newest first. */
export const GET = route(
  {
    summary: 'Lists what the profile is in the middle of, newest first.',
    access: 'profile.own',
    budget: 'page',
    answers: { 200: continueWatchingSchema },
  },
  async (_request, context) => personalJson({ entries: await listContinueWatching(context) }),
)
