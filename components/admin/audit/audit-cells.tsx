'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { formatMoment } from '../format/format-time.ts'
import type { AuditLine } from './audit-page.ts'
import { useDetailWords } from './use-detail-words.ts'

/** Gives a writer of actions: "Công bố phim"; one without a word of its own is shown as it is kept. */
export function useActionWord(): (action: string) => string {
  const t = useTranslations('admin.audit.action')
  return (action) => {
    const key = action.replaceAll('.', '-') as 'title-create'
    return t.has(key) ? t(key) : action
  }
}

/** What was done, in words. */
export function ActionWord({ action }: { action: string }) {
  const word = useActionWord()
  return <span className="font-medium">{word(action)}</span>
}

/** When it was done. */
export function AuditMoment({ at, nowIso }: { at: string; nowIso: string }) {
  const locale = useLocale()
  return <time dateTime={at}>{formatMoment(at, locale, Date.parse(nowIso))}</time>
}

/** Who did it, leading to them where it is a person. */
export function AuditActor({ entry }: { entry: Pick<AuditLine, 'actor' | 'actorName'> }) {
  const [kind, id = ''] = entry.actor.split(':')
  if (kind !== 'account') return entry.actorName
  return (
    <Link href={`/admin/accounts/${id}`} className="hover:text-lamp-text hover:underline">
      {entry.actorName}
    </Link>
  )
}

const uuidLength = 36

/** What it was done to: its kind in words, and its name or the beginning of its id. */
export function AuditSubject({ subject }: { subject: AuditLine['subject'] }) {
  const t = useTranslations('admin.audit.subject')
  const key = subject.type as 'title'
  const kind = t.has(key) ? t(key) : t('other')
  return (
    <span className="break-words">
      {subject.name === null ? kind : <span className="text-shell-3">{kind}: </span>}
      {subject.name === null ? null : subject.href === null ? (
        subject.name
      ) : (
        <Link href={subject.href} className="hover:text-lamp-text hover:underline">
          {subject.name}
        </Link>
      )}
      {subject.name === null && subject.id.length === uuidLength ? (
        <code className="ml-1.5 font-mono text-meta text-shell-3">{subject.id.slice(0, 8)}</code>
      ) : null}
    </span>
  )
}

/** What was noted with the change, in words. */
export function AuditDetail({ entry }: { entry: Pick<AuditLine, 'detail' | 'titleName'> }) {
  const words = useDetailWords()
  const parts = words(entry)
  if (parts.length === 0) return null
  return (
    <span className="text-small break-words text-shell-2">
      {parts.map(({ key, label, value }, index) => (
        <span key={key}>
          {index > 0 ? ' · ' : null}
          <span className="text-shell-3">{label}: </span>
          {value}
        </span>
      ))}
    </span>
  )
}
