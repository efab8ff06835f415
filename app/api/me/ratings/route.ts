import { listRatings } from '#server/domains/profiles/index.ts'
import { ratingsSchema } from '#server/domains/profiles/schemas.ts'
import { personalJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

export const GET = route(
  {
    summary: 'Lists what the profile thinks of titles.',
    access: 'profile.own',
    budget: 'page',
    answers: { 200: ratingsSchema },
  },
  async (_request, context) => personalJson({ ratings: await listRatings(context) }),
)
