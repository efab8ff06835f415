import { z } from 'zod'
import { keepEvent } from '#server/domains/billing/index.ts'
import { signedWebhook } from '#server/http/signed-webhook.ts'

/** Takes Stripe's events: keeps them, and answers. */
export const POST = signedWebhook(
  {
    summary: "Takes Stripe's events, signed; answers once they are kept, those that came before too.",
    answers: { 200: z.object({ received: z.literal(true) }) },
  },
  async (context, { headers, rawBody }) => {
    await keepEvent(context, { provider: 'stripe', headers, rawBody })
    return Response.json({ received: true })
  },
)
