import { lookUpFile } from '#server/domains/media/index.ts'
import { lookUpFileSchema } from '#server/domains/media/schemas.ts'
import { personalJson, readJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'

/** Tells what is here of a file before it is sent. */
export const POST = route(async (request, context) => {
  const input = parseInput(lookUpFileSchema, await readJson(request))
  return personalJson(await lookUpFile(context, input))
})
