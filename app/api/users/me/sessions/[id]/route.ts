import { z } from 'zod'
import { endSession } from '#server/domains/identity/index.ts'
import { route } from '#server/http/route.ts'

/** Ends one of the account's sessions; its own is signing out. */
export const DELETE = route<{ id: string }>(
  {
    summary: 'Ends one session of the account that asks.',
    access: 'account.own',
    budget: 'api',
    params: z.object({ id: z.uuid() }),
    answers: { 204: null },
  },
  async (_request, context, { id }) => {
    await endSession(context, { sessionId: id })
    return new Response(null, { status: 204 })
  },
)
