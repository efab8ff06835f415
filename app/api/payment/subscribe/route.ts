import { startPayment } from '#server/domains/billing/index.ts'
import { paymentDtoSchema, startPaymentSchema } from '#server/domains/billing/schemas.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'
import { personalJson, readJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

/** Starts paying a price and tells what to do next; the same request key starts one payment. */
export const POST = route(
  {
    summary:
      'Starts paying a price: a page to go to, or a transfer to make. The same request key starts one payment.',
    access: 'account.own',
    budget: 'page',
    body: startPaymentSchema,
    answers: { 201: paymentDtoSchema },
  },
  async (request, context) =>
    personalJson(await startPayment(context, parseInput(startPaymentSchema, await readJson(request))), 201),
)
