import { askRoom } from '#server/domains/media/index.ts'
import { askRoomSchema } from '#server/domains/media/schemas.ts'
import { readJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'

/** Tells, before a title is made for a film, whether the film would have room; the refusal says why not. */
export const POST = route(async (request, context) => {
  await askRoom(context, parseInput(askRoomSchema, await readJson(request)))
  return new Response(null, { status: 204 })
})
