import { chooseTracks } from '#server/domains/profiles/index.ts'
import { chooseTracksSchema, type ChooseTracks } from '#server/domains/profiles/schemas.ts'
import { readJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

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
    // The verb parses whatever this is.
    await chooseTracks(context, (await readJson(request)) as ChooseTracks)
    return new Response(null, { status: 204 })
  },
)
