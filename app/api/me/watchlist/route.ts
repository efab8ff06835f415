import { listWatchlist } from '#server/domains/profiles/index.ts'
import { personalJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

/** Gives the titles on the viewer's list, newest first. */
export const GET = route(async (_request, context) => personalJson({ titles: await listWatchlist(context) }))
