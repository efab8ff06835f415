'use client'

import { CircleCheck, Hourglass, Lock, MailQuestion, type LucideIcon } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import type { AccountState, PersonDto } from '#server/domains/identity/schemas.ts'
import { Badge, StatusBadge, type StatusTone } from '../../ui/badge.tsx'
import { formatMoment } from '../format/format-time.ts'

const looks: Record<AccountState, { tone: StatusTone; icon: LucideIcon }> = {
  active: { tone: 'success', icon: CircleCheck },
  unverified: { tone: 'waiting', icon: MailQuestion },
  locked: { tone: 'failed', icon: Lock },
  closing: { tone: 'neutral', icon: Hourglass },
}

/** How an account stands, as icon and word. */
export function StateBadge({ state }: { state: AccountState }) {
  const t = useTranslations('admin.accounts.state')
  return <StatusBadge {...looks[state]}>{t(state)}</StatusBadge>
}

/** What an account may do, in a word. */
export function RoleBadge({ role }: { role: PersonDto['role'] }) {
  const t = useTranslations('admin.accounts.role')
  return <Badge>{t(role)}</Badge>
}

/** A moment, or that there was none. */
export function When({ at, nowIso }: { at: string | null; nowIso: string }) {
  const t = useTranslations('admin.accounts')
  const locale = useLocale()
  if (at === null) return <span className="text-shell-3">{t('never')}</span>
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {formatMoment(at, locale, Date.parse(nowIso))}
    </time>
  )
}

/** Name and address of somebody, leading to their page. */
export function PersonName({ person }: { person: PersonDto }) {
  return (
    <div className="min-w-0">
      <Link
        href={`/admin/accounts/${person.id}`}
        className="block truncate py-0.5 font-medium hover:text-lamp-text hover:underline"
      >
        {person.displayName}
      </Link>
      <span className="block truncate text-small text-shell-3">{person.email}</span>
    </div>
  )
}
