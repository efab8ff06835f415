import { receiveEncodeEvent } from '#server/domains/media/index.ts'
import { encodeEventOutcomeSchema, encodeEventSchema } from '#server/domains/media/schemas.ts'
import { readJson } from '#server/http/read-json.ts'
import { webhook } from '#server/http/webhook.ts'
import { env } from '#server/platform/env/env.ts'

/** Takes MediaConvert's events from an EventBridge API destination; a job that is not ours is accepted and ignored. */
export const POST = webhook(
  {
    summary: "Takes MediaConvert's events; a job that is not ours is accepted and ignored.",
    body: encodeEventSchema,
    answers: { 200: encodeEventOutcomeSchema, 202: encodeEventOutcomeSchema },
  },
  {
    name: 'mediaconvert',
    header: 'x-marquee-webhook-secret',
    secrets: () => env().MEDIACONVERT_WEBHOOK_SECRETS,
  },
  async (request, context) => {
    const outcome = await receiveEncodeEvent(context, await readJson(request))
    return Response.json({ outcome }, { status: outcome === 'ignored' ? 202 : 200 })
  },
)
