import { lookUpFile } from '#server/domains/media/index.ts'
import { knownFileDtoSchema, lookUpFileSchema, type LookUpFileInput } from '#server/domains/media/schemas.ts'
import { personalJson, readJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

/** Tells what is here of a file before it is sent. */
export const POST = route(
  {
    summary: 'Tells what is here of a file before it is sent.',
    access: 'media.write',
    budget: 'upload',
    body: lookUpFileSchema,
    answers: { 200: knownFileDtoSchema },
  },
  async (request, context) =>
    // The verb parses whatever this is.
    personalJson(await lookUpFile(context, (await readJson(request)) as LookUpFileInput)),
)
