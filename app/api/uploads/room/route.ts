import { askRoom } from '#server/domains/media/index.ts'
import { askRoomSchema, type AskRoomInput } from '#server/domains/media/schemas.ts'
import { readJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

/** Tells, before a title is made for a film, whether the film would have room; the refusal says why not. */
export const POST = route(
  {
    summary: 'Tells whether a film would have room; the refusal says why not.',
    access: 'media.write',
    budget: 'upload',
    body: askRoomSchema,
    answers: { 204: null },
  },
  async (request, context) => {
    // The verb parses whatever this is.
    await askRoom(context, (await readJson(request)) as AskRoomInput)
    return new Response(null, { status: 204 })
  },
)
