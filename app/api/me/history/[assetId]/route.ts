import { removeFromHistory } from '#server/domains/profiles/index.ts'
import { assetInputSchema } from '#server/domains/profiles/schemas.ts'
import { route } from '#server/http/route.ts'

export const DELETE = route<{ assetId: string }>(
  {
    summary: 'Forgets that the profile watched a film or episode, and where it was.',
    access: 'profile.own',
    budget: 'page',
    params: assetInputSchema,
    answers: { 204: null },
  },
  async (_request, context, { assetId }) => {
    await removeFromHistory(context, { assetId })
    return new Response(null, { status: 204 })
  },
)
