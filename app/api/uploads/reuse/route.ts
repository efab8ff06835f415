import { reuseSource } from '#server/domains/media/index.ts'
import { reuseSourceSchema } from '#server/domains/media/schemas.ts'
import { personalJson, readJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'

/** Makes a film of a file that is here already. */
export const POST = route(async (request, context) => {
  const input = parseInput(reuseSourceSchema, await readJson(request))
  return personalJson(await reuseSource(context, input), 201)
})
