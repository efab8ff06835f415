import { z } from 'zod'
import { endOtherSessions, listSessions } from '#server/domains/identity/index.ts'
import { sessionDtoSchema } from '#server/domains/identity/schemas.ts'
import { personalJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

/** Lists the account's open sessions. */
export const GET = route(
  {
    summary: 'Lists the open sessions of the account that asks: its own first, then the last used.',
    access: 'account.own',
    budget: 'api',
    answers: { 200: z.object({ sessions: z.array(sessionDtoSchema) }) },
  },
  async (_request, context) => personalJson({ sessions: await listSessions(context) }),
)

/** Ends all of the account's sessions but the one that asks. */
export const DELETE = route(
  {
    summary: 'Ends all sessions of the account but the one that asks, and tells how many those were.',
    access: 'account.own',
    budget: 'api',
    answers: { 200: z.object({ ended: z.int() }) },
  },
  async (_request, context) => personalJson(await endOtherSessions(context)),
)
