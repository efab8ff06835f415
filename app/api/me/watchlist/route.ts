import { listWatchlist } from '#server/domains/profiles/index.ts'
import { watchlistSchema } from '#server/domains/profiles/schemas.ts'
import { personalJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

/** Gives the titles on the viewer's list, newest first. */
export const GET = route(
  {
    summary: "Lists the titles on the profile's list, newest first.",
    access: 'profile.own',
    budget: 'page',
    answers: { 200: watchlistSchema },
  },
  async (_request, context) => personalJson({ titles: await listWatchlist(context) }),
)
