import { getTranslations } from 'next-intl/server'
import { toCsv } from '#components/admin/table/csv.ts'
import type { Locale } from '#i18n/routing.ts'
import { listTitlesForAdmin } from '#server/domains/catalogue/index.ts'
import type { AdminTitleRowDto } from '#server/domains/catalogue/schemas.ts'
import { route } from '#server/http/route.ts'
import type { Context } from '#server/platform/context/context.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'
import { localeAddressSchema, readTitlesQuery, titlesTableQuerySchema } from '../read-titles.ts'

const pageSize = 200

/** Answers all titles that match the table's filters, in its order, as a spreadsheet. */
export const GET = route<{ locale: string }>(
  {
    summary: "Gives all titles that match the table's filters as a spreadsheet.",
    access: 'title.read-draft',
    budget: 'page',
    params: localeAddressSchema,
    query: titlesTableQuerySchema,
    answers: { 200: { mediaType: 'text/csv' } },
  },
  async (request, context, params) => {
    const { locale } = parseInput(localeAddressSchema, params)
    const search = Object.fromEntries(new URL(request.url).searchParams)
    const titles = await listAll(context, search)
    return new Response(await toSpreadsheet(titles, locale), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="marquee-${context.now.toISOString().slice(0, 10)}.csv"`,
        'cache-control': 'no-store',
      },
    })
  },
)

async function listAll(context: Context, search: Record<string, string>): Promise<AdminTitleRowDto[]> {
  const all: AdminTitleRowDto[] = []
  for (let page = 1; ; page += 1) {
    const list = await listTitlesForAdmin(context, { ...readTitlesQuery(search), page, pageSize })
    all.push(...list.titles)
    if (list.titles.length === 0 || all.length >= list.total) return all
  }
}

async function toSpreadsheet(titles: readonly AdminTitleRowDto[], locale: Locale): Promise<string> {
  const t = await getTranslations({ locale, namespace: 'admin' })
  const head = (
    ['title', 'kind', 'status', 'year', 'rating', 'genres', 'films', 'length', 'updated', 'slug'] as const
  ).map((column) => t(`titles.csv.${column}`))
  return toCsv([
    head,
    ...titles.map((title) => [
      title.title[locale],
      t(`titles.kind.${title.kind}`),
      t(`titles.status.${title.status}`),
      title.year,
      title.ratingCode,
      title.genres.map((genre) => genre.label[locale]).join(', '),
      title.playableCount,
      Math.round(title.totalDurationMs / 1000),
      title.updatedAt,
      title.slug,
    ]),
  ])
}
