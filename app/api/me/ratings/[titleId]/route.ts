import { rateTitle } from '#server/domains/profiles/index.ts'
import { rateSchema, titleInputSchema } from '#server/domains/profiles/schemas.ts'
import { readJson } from '#server/http/read-json.ts'
import { requirePublished } from '#server/http/require-published.ts'
import { route } from '#server/http/route.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'

export const PUT = route<{ titleId: string }>(
  {
    summary: 'Keeps what the profile thinks of a title; null takes it back.',
    access: 'profile.own',
    budget: 'page',
    params: titleInputSchema,
    body: rateSchema,
    answers: { 204: null },
  },
  async (request, context, { titleId }) => {
    const { value } = parseInput(rateSchema, await readJson(request))
    await requirePublished(context, titleId)
    await rateTitle(context, { titleId, value })
    return new Response(null, { status: 204 })
  },
)
