import { route } from '#server/http/route.ts'
import { liveTicketSchema } from '#server/platform/live/schemas.ts'
import { issueLiveTicket } from '#server/platform/live/ticket.ts'

/** Gives a signed-in account a ticket to the realtime process, good for a minute. */
export const GET = route(
  {
    summary: 'Gives a ticket to the realtime process, good for a minute.',
    access: 'signed-in',
    budget: 'page',
    answers: { 200: liveTicketSchema },
  },
  async (_request, context) => {
    const ticket = await issueLiveTicket(context)
    return Response.json(ticket, { headers: { 'cache-control': 'no-store' } })
  },
)
