import { getTranslations } from 'next-intl/server'
import { toCsv } from '#components/admin/table/csv.ts'
import type { Locale } from '#i18n/routing.ts'
import { exportAccountList } from '#server/domains/identity/index.ts'
import type { PersonDto } from '#server/domains/identity/schemas.ts'
import { route } from '#server/http/route.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'
import { localeAddressSchema } from '../../titles/read-titles.ts'
import { accountsQuerySchema, readAccountsQuery } from '../read-accounts.ts'

/** Answers all people who match the list's filters, in its order, as a spreadsheet; who took it stays on record. */
export const GET = route<{ locale: string }>(
  {
    summary: "Gives all people who match the list's filters as a spreadsheet.",
    access: 'account.read',
    budget: 'page',
    hasEffect: true,
    params: localeAddressSchema,
    query: accountsQuerySchema,
    answers: { 200: { mediaType: 'text/csv' } },
  },
  async (request, context, params) => {
    const { locale } = parseInput(localeAddressSchema, params)
    const search = Object.fromEntries(new URL(request.url).searchParams)
    const people = await exportAccountList(context, readAccountsQuery(search))
    return new Response(await toSpreadsheet(people, locale), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="marquee-people-${context.now.toISOString().slice(0, 10)}.csv"`,
        'cache-control': 'no-store',
      },
    })
  },
)

async function toSpreadsheet(people: readonly PersonDto[], locale: Locale): Promise<string> {
  const t = await getTranslations({ locale, namespace: 'admin.accounts' })
  const head = (['name', 'email', 'role', 'state', 'country', 'used', 'created'] as const).map((column) =>
    t(`column.${column}`),
  )
  return toCsv([
    head,
    ...people.map((person) => [
      person.displayName,
      person.email,
      t(`role.${person.role}`),
      t(`state.${person.state}`),
      person.country,
      person.lastUsedAt,
      person.createdAt,
    ]),
  ])
}
