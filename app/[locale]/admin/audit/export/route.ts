import { getTranslations } from 'next-intl/server'
import { csvLine, toCsv } from '#components/admin/table/csv.ts'
import type { Locale } from '#i18n/routing.ts'
import { exportAuditEntries } from '#server/domains/admin/index.ts'
import type { AuditEntryDto } from '#server/domains/admin/schemas.ts'
import { route } from '#server/http/route.ts'
import { streamText } from '#server/http/stream-text.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'
import { localeAddressSchema } from '../../titles/read-titles.ts'
import { auditQuerySchema, lineWriter, readAuditQuery } from '../read-audit.ts'

/** Answers all entries that match the log's filters as a spreadsheet, written as they are read. */
export const GET = route<{ locale: string }>(
  {
    summary: "Gives all entries of the audit log that match the page's filters as a spreadsheet.",
    access: 'audit.read',
    budget: 'page',
    hasEffect: true,
    params: localeAddressSchema,
    query: auditQuerySchema,
    answers: { 200: { mediaType: 'text/csv' } },
  },
  async (request, context, params) => {
    const { locale } = parseInput(localeAddressSchema, params)
    const search = Object.fromEntries(new URL(request.url).searchParams)
    const batches = await exportAuditEntries(context, readAuditQuery(search))
    return new Response(streamText(toLines(batches, locale)), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="marquee-audit-${context.now.toISOString().slice(0, 10)}.csv"`,
        'cache-control': 'no-store',
      },
    })
  },
)

async function* toLines(batches: AsyncIterable<AuditEntryDto[]>, locale: Locale): AsyncGenerator<string> {
  const [t, toLine] = await Promise.all([
    getTranslations({ locale, namespace: 'admin.audit' }),
    lineWriter(locale),
  ])
  const word = (action: string) => {
    const key = `action.${action.replaceAll('.', '-')}` as 'action.title-create'
    return t.has(key) ? t(key) : action
  }
  const columns = ['at', 'actor', 'action', 'subject', 'detail', 'request'] as const
  yield toCsv([columns.map((column) => t(`column.${column}`))])
  for await (const batch of batches) {
    yield batch
      .map((entry) => {
        const { actorName, actor, subject } = toLine(entry)
        const who = actor.startsWith('account:')
          ? `${actorName} (${actor.slice('account:'.length)})`
          : actorName
        const thing = [subject.type, subject.name, subject.id].filter(Boolean).join(' ')
        const detail = Object.keys(entry.detail).length === 0 ? '' : JSON.stringify(entry.detail)
        return csvLine([entry.at, who, word(entry.action), thing, detail, entry.requestId])
      })
      .join('')
  }
}
