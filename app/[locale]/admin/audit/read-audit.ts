import { getTranslations } from 'next-intl/server'
import type { AuditPage } from '#components/admin/audit/audit-page.ts'
import type { Locale } from '#i18n/routing.ts'
import { listAuditEntries } from '#server/domains/admin/index.ts'
import { listAuditEntriesSchema, type AuditEntryDto } from '#server/domains/admin/schemas.ts'
import { listAccounts } from '#server/domains/identity/index.ts'
import { listEncodes } from '#server/domains/media/index.ts'
import { may } from '#server/platform/authorize/authorize.ts'
import type { Context } from '#server/platform/context/context.ts'
import { readTitleNames, type TitleName } from '../read-title-names.ts'
import { one, type SearchParams } from '../search-params.ts'

const accountPrefix = 'account:'

/** Gives one page of the audit log, with the names of who did it and of what it was done to. */
export async function readAuditPage(
  context: Context,
  locale: Locale,
  search: SearchParams,
  pageSize = 50,
): Promise<AuditPage> {
  const { shape } = listAuditEntriesSchema
  const [log, accounts, titles, encodes, t] = await Promise.all([
    listAuditEntries(context, {
      actor: shape.actor.safeParse(one(search.actor)).data,
      action: shape.action.safeParse(one(search.action)).data,
      subjectId: shape.subjectId.safeParse(one(search.subjectId)).data,
      page: shape.page.safeParse(Number(one(search.page) ?? 1)).data,
      pageSize,
    }),
    listAccounts(context, { pageSize: 100 }),
    may(context.actor, 'title.read-draft') ? readTitleNames(context, locale) : new Map<string, TitleName>(),
    may(context.actor, 'media.read') ? listEncodes(context, { limit: 200 }) : [],
    getTranslations({ locale, namespace: 'admin.audit' }),
  ])
  const names = new Map(
    accounts.accounts.map((account) => [`${accountPrefix}${account.id}`, account.displayName]),
  )
  const actorName = (actor: string) => names.get(actor) ?? systemName(actor, t('system'))
  const titleOf = new Map(
    encodes.flatMap(({ assetId, versionId, titleId }) => [
      [assetId, titleId],
      [versionId, titleId],
    ]),
  )
  const describe = ({ subject, detail }: AuditEntryDto) => {
    const titleId =
      subject.type === 'title' ? subject.id : (textOf(detail, 'titleId') ?? titleOf.get(subject.id))
    const title = titleId === undefined ? undefined : titles.get(titleId)
    const name =
      title?.name ??
      names.get(`${accountPrefix}${subject.id}`) ??
      textOf(detail, 'fileName') ??
      textOf(detail, 'slug')
    return { ...subject, name: name ?? null, titleId: title && titleId ? titleId : null }
  }
  return {
    entries: log.entries.map((entry) => ({
      id: entry.id,
      at: entry.at,
      actor: entry.actor,
      actorName: actorName(entry.actor),
      action: entry.action,
      subject: describe(entry),
      detail: entry.detail,
    })),
    total: log.total,
    page: log.page,
    pageSize: log.pageSize,
    actors: log.actors.map((actor) => ({ value: actor, label: actorName(actor) })),
    actions: log.actions,
    nowIso: context.now.toISOString(),
  }
}

function textOf(detail: Record<string, unknown>, key: string): string | undefined {
  const value = detail[key]
  return typeof value === 'string' ? value : undefined
}

/** Names a process of ours: "Marquee (worker)". An account that is gone keeps its id's beginning. */
function systemName(actor: string, system: string): string {
  const [kind, name = ''] = actor.split(':')
  return kind === 'system' ? `${system} (${name})` : name.slice(0, 8)
}
