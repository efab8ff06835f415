import { getTranslations } from 'next-intl/server'
import { csvLine, toCsv } from '#components/admin/table/csv.ts'
import type { Locale } from '#i18n/routing.ts'
import { exportEntries } from '#server/domains/billing/index.ts'
import { minorDigits, type LedgerEntryDto, type Posting } from '#server/domains/billing/schemas.ts'
import { route } from '#server/http/route.ts'
import { streamText } from '#server/http/stream-text.ts'
import type { Context } from '#server/platform/context/context.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'
import { localeAddressSchema } from '../../titles/read-titles.ts'
import { ledgerQuerySchema, nameEntries, readLedgerQuery } from '../read-ledger.ts'

const columns = [
  'at',
  'recorded',
  'entry',
  'source',
  'sourceId',
  'person',
  'accountId',
  'account',
  'party',
  'debit',
  'credit',
  'currency',
  'note',
] as const

/** Answers all postings that match the ledger's filters as a spreadsheet, a line each, written as they are read. */
export const GET = route<{ locale: string }>(
  {
    summary: "Gives all postings of the ledger that match the page's filters as a spreadsheet, a line each.",
    access: 'ledger.read',
    budget: 'page',
    hasEffect: true,
    params: localeAddressSchema,
    query: ledgerQuerySchema,
    answers: { 200: { mediaType: 'text/csv' } },
  },
  async (request, context, params) => {
    const { locale } = parseInput(localeAddressSchema, params)
    const search = Object.fromEntries(new URL(request.url).searchParams)
    const batches = await exportEntries(context, readLedgerQuery(search))
    return new Response(streamText(toLines(context, batches, locale)), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="marquee-ledger-${context.now.toISOString().slice(0, 10)}.csv"`,
        'cache-control': 'no-store',
      },
    })
  },
)

async function* toLines(
  context: Context,
  batches: AsyncIterable<LedgerEntryDto[]>,
  locale: Locale,
): AsyncGenerator<string> {
  const t = await getTranslations({ locale, namespace: 'admin-book.ledger' })
  const word = (source: string) => {
    const key = `source.${source.replaceAll('.', '-')}` as 'source.payment-settled'
    return t.has(key) ? t(key) : source
  }
  yield toCsv([columns.map((column) => t(`csv.${column}`))])
  for await (const batch of batches) {
    const entries = await nameEntries(context, batch)
    yield entries
      .flatMap((entry) =>
        entry.postings.map((posting) =>
          csvLine([
            entry.occurredAt,
            entry.createdAt,
            entry.id,
            word(entry.source),
            entry.sourceId,
            entry.person,
            entry.accountId,
            t(`account.${posting.bookAccount}`),
            posting.party,
            inUnits(posting, 1),
            inUnits(posting, -1),
            posting.currency,
            entry.note,
          ]),
        ),
      )
      .join('')
  }
}

/** The amount on its side of the book, in whole units: 4.99 for 499 cents; nothing on the other side. */
function inUnits({ amountMinor, currency }: Posting, side: 1 | -1): number | null {
  const amount = amountMinor * side
  return amount > 0 ? amount / 10 ** minorDigits[currency] : null
}
