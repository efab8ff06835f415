import { clearHistory, listHistory } from '#server/domains/profiles/index.ts'
import { historySchema, listHistorySchema } from '#server/domains/profiles/schemas.ts'
import { personalJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

export const GET = route(
  {
    summary: 'Lists everything the profile watched, newest first, sixty at a time.',
    access: 'profile.own',
    budget: 'page',
    query: listHistorySchema.omit({ limit: true }),
    answers: { 200: historySchema },
  },
  async (request, context) => {
    const before = new URL(request.url).searchParams.get('before') ?? undefined
    return personalJson({ entries: await listHistory(context, { before }) })
  },
)

export const DELETE = route(
  {
    summary: 'Forgets everything the profile watched.',
    access: 'profile.own',
    budget: 'page',
    answers: { 204: null },
  },
  async (_request, context) => {
    await clearHistory(context)
    return new Response(null, { status: 204 })
  },
)
