import { chooseTracks } from '#server/domains/profiles/index.ts'
import { chooseTracksSchema } from '#server/domains/profiles/schemas.ts'
import { readJson } from '#server/http/read-json.ts'
import { requirePublished } from '#server/http/require-published.ts'
import { route } from '#server/http/route.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'

/** Remembers the sound and subtitles chosen in a title. */
export const PUT = route(
  {
    summary: 'Remembers the sound and subtitles that the profile chose in a title.',
    access: 'profile.own',
    budget: 'page',
    body: chooseTracksSchema,
    answers: { 204: null },
  },
  async (request, context) => {
    const choice = parseInput(chooseTracksSchema, await readJson(request))
    await requirePublished(context, choice.titleId)
    await chooseTracks(context, choice)
    return new Response(null, { status: 204 })
  },
)
