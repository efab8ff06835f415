import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import type { AuditLine, AuditPage } from '#components/admin/audit/audit-page.ts'
import type { Locale } from '#i18n/routing.ts'
import { listAuditEntries } from '#server/domains/admin/index.ts'
import {
  listAuditEntriesSchema,
  type AuditEntryDto,
  type AuditFilterInput,
} from '#server/domains/admin/schemas.ts'
import type { Context } from '#server/platform/context/context.ts'
import { one, type SearchParams } from '../search-params.ts'

/** The log's filters as its address carries them; a part that makes no sense is as if it were absent. */
export const auditQuerySchema = z
  .object({
    actor: z.string(),
    by: z.string(),
    action: z.string(),
    subjectType: z.string(),
    subjectId: z.string(),
    about: z.string(),
    from: z.string(),
    to: z.string(),
    page: z.string(),
  })
  .partial()

/** Reads the log's filters from the address; a part that makes no sense is as if it were absent. */
export function readAuditQuery(search: SearchParams): AuditFilterInput {
  const { shape } = listAuditEntriesSchema
  return {
    actor: shape.actor.safeParse(one(search.actor)).data,
    by: shape.by.safeParse(one(search.by)).data,
    action: shape.action.safeParse(one(search.action)).data,
    subjectType: shape.subjectType.safeParse(one(search.subjectType)).data,
    subjectId: shape.subjectId.safeParse(one(search.subjectId)).data,
    about: shape.about.safeParse(one(search.about)).data,
    from: shape.from.safeParse(one(search.from)).data,
    to: shape.to.safeParse(one(search.to)).data,
  }
}

/** Gives one page of the audit log, with the names of who did it and of what it was done to. */
export async function readAuditPage(
  context: Context,
  locale: Locale,
  search: SearchParams,
  pageSize = 50,
): Promise<AuditPage> {
  const page = listAuditEntriesSchema.shape.page.safeParse(Number(one(search.page) ?? 1)).data
  const [log, toLine] = await Promise.all([
    listAuditEntries(context, { ...readAuditQuery(search), page, pageSize }),
    lineWriter(locale),
  ])
  return { ...log, entries: log.entries.map(toLine), nowIso: context.now.toISOString() }
}

/** Gives a writer of entries in the reader's language. */
export async function lineWriter(locale: Locale): Promise<(entry: AuditEntryDto) => AuditLine> {
  const t = await getTranslations({ locale, namespace: 'admin.audit' })
  return ({ id, at, actor, actorName, action, subject, detail }) => ({
    id,
    at,
    actor,
    actorName: actorName ?? nameless(actor, t('system')),
    action,
    subject: { type: subject.type, id: subject.id, ...nameOf({ subject, detail }, locale) },
    // What was done to a person about a title names both.
    titleName: subject.name !== null && subject.title ? subject.title.name[locale] : null,
    detail,
  })
}

function nameOf({ subject, detail }: Pick<AuditEntryDto, 'subject' | 'detail'>, locale: Locale) {
  if (subject.name !== null) return { name: subject.name, href: `/admin/accounts/${subject.id}` }
  if (subject.title) {
    return { name: subject.title.name[locale], href: `/admin/titles/${subject.title.id}` }
  }
  return { name: textOf(detail, 'fileName') ?? textOf(detail, 'slug') ?? null, href: null }
}

function textOf(detail: Record<string, unknown>, key: string): string | undefined {
  const value = detail[key]
  return typeof value === 'string' ? value : undefined
}

/** Names a process of ours: "Marquee (worker)". An account that is gone keeps its id's beginning. */
function nameless(actor: string, system: string): string {
  const [kind, name = ''] = actor.split(':')
  return kind === 'system' ? `${system} (${name})` : name.slice(0, 8)
}
