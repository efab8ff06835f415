import { unlockTitle } from '#server/domains/playback/index.ts'
import { unlockTitleSchema, type UnlockTitleInput } from '#server/domains/playback/schemas.ts'
import { readJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

/** Opens a title above the limit of the profile that watches. */
export const POST = route(
  {
    summary:
      'Opens a title above a profile’s limit for some hours, with the PIN of a profile that may watch it.',
    access: 'playback.start',
    budget: 'code',
    body: unlockTitleSchema,
    answers: { 204: null },
  },
  async (request, context) => {
    // The verb parses whatever this is.
    await unlockTitle(context, (await readJson(request)) as UnlockTitleInput)
    return new Response(null, { status: 204 })
  },
)
