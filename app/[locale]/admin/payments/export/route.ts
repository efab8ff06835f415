import { getTranslations } from 'next-intl/server'
import { csvLine, toCsv } from '#components/admin/table/csv.ts'
import type { Locale } from '#i18n/routing.ts'
import { exportPayments } from '#server/domains/billing/index.ts'
import type { PaymentDto } from '#server/domains/billing/schemas.ts'
import { route } from '#server/http/route.ts'
import { streamText } from '#server/http/stream-text.ts'
import type { Context } from '#server/platform/context/context.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'
import { minorDigits } from '#server/platform/money/money.ts'
import { localeAddressSchema } from '../../titles/read-titles.ts'
import { namePayments } from '../name-payments.ts'
import { paymentsQuerySchema, readPaymentsQuery } from '../read-payments.ts'

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

const columns = [
  'id',
  'code',
  'created',
  'settled',
  'person',
  'account',
  'what',
  'via',
  'currency',
  'amount',
  'received',
  'refunded',
  'state',
  'dispute',
  'periodStarts',
  'periodEnds',
] as const

async function* toLines(
  context: Context,
  batches: AsyncIterable<PaymentDto[]>,
  locale: Locale,
): AsyncGenerator<string> {
  const t = await getTranslations({ locale, namespace: 'admin-payments' })
  yield toCsv([columns.map((column) => t(`csv.${column}`))])
  for await (const batch of batches) {
    const named = await namePayments(context, locale, batch)
    yield named
      .map((payment) => {
        // A spreadsheet counts in đồng and in dollars.
        const whole = (amountMinor: number) => amountMinor / 10 ** minorDigits[payment.currency]
        return csvLine([
          payment.id,
          payment.code,
          payment.createdAt,
          payment.settledAt,
          payment.person,
          payment.accountId,
          payment.what,
          t(`provider.${payment.provider}`),
          payment.currency,
          whole(payment.amountMinor),
          whole(payment.receivedMinor),
          whole(payment.refundedMinor),
          t(`stateFilter.${payment.state}`),
          payment.dispute === 'none' ? null : payment.dispute,
          payment.periodStartsAt,
          payment.periodEndsAt,
        ])
      })
      .join('')
  }
}
