import { z } from 'zod'
import { keepEvent } from '#server/domains/billing/index.ts'
import { signedWebhook } from '#server/http/signed-webhook.ts'

/** Takes SePay's news of bank transfers: keeps them, and answers as SePay wants to hear it. */
export const POST = signedWebhook(
  {
    summary: "Takes SePay's transfers, signed; answers once they are kept, those that came before too.",
    answers: { 200: z.object({ success: z.literal(true) }) },
  },
  async (context, { headers, rawBody }) => {
    await keepEvent(context, { provider: 'sepay', headers, rawBody })
    return Response.json({ success: true })
  },
)
