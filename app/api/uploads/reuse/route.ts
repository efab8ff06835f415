import { reuseSource } from '#server/domains/media/index.ts'
import { reuseSourceSchema, sourceRefSchema, type ReuseSourceInput } from '#server/domains/media/schemas.ts'
import { personalJson, readJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

/** Makes a film of a file that is here already. */
export const POST = route(
  {
    summary: 'Makes a film of a file that is here already.',
    access: 'media.write',
    budget: 'upload',
    body: reuseSourceSchema,
    answers: { 201: sourceRefSchema },
  },
  async (request, context) =>
    // The verb parses whatever this is.
    personalJson(await reuseSource(context, (await readJson(request)) as ReuseSourceInput), 201),
)
