import { getTranslations } from 'next-intl/server'
import type { Locale } from '#i18n/routing.ts'
import { exportPayments } from '#server/domains/billing/index.ts'
import type { PaymentDto } from '#server/domains/billing/schemas.ts'
import { route } from '#server/http/route.ts'
import { streamText } from '#server/http/stream-text.ts'
import type { Context } from '#server/platform/context/context.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'
import { localeAddressSchema } from '../../titles/read-titles.ts'
import { namePayments } from '../name-payments.ts'
import { paymentsQuerySchema, readPaymentsQuery } from '../read-payments.ts'
import { headLine, paymentLine } from './payment-line.ts'

/** Answers all payments that match the list's filters as a spreadsheet, written as they are read. */
export const GET = route<{ locale: string }>(
  {
    summary: "Gives all payments that match the page's filters as a spreadsheet.",
    access: 'payment.read',
    budget: 'page',
    hasEffect: true,
    params: localeAddressSchema,
    query: paymentsQuerySchema,
    answers: { 200: { mediaType: 'text/csv' } },
  },
  async (request, context, params) => {
    const { locale } = parseInput(localeAddressSchema, params)
    const search = Object.fromEntries(new URL(request.url).searchParams)
    const batches = await exportPayments(context, readPaymentsQuery(search))
    return new Response(streamText(toLines(context, batches, locale)), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="marquee-payments-${context.now.toISOString().slice(0, 10)}.csv"`,
        'cache-control': 'no-store',
      },
    })
  },
)

async function* toLines(
  context: Context,
  batches: AsyncIterable<PaymentDto[]>,
  locale: Locale,
): AsyncGenerator<string> {
  const t = await getTranslations({ locale, namespace: 'admin-payments' })
  yield headLine(t)
  for await (const batch of batches) {
    const named = await namePayments(context, locale, batch)
    yield named.map((payment) => paymentLine(payment, t)).join('')
  }
}
