'use client'

import { useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { AuditCards } from '../audit/audit-cards.tsx'
import type { AuditLine } from '../audit/audit-page.ts'
import { Card } from '../shell/card.tsx'

type PersonAuditCardProps = { accountId: string; entries: AuditLine[]; nowIso: string }

/** The last things done to somebody's account, and the way to all of them. */
export function PersonAuditCard({ accountId, entries, nowIso }: PersonAuditCardProps) {
  const t = useTranslations('admin.person')
  return (
    <Card
      title={t('audit')}
      aside={
        <span className="flex flex-wrap gap-x-4 text-small">
          <Link
            href={`/admin/audit?subjectType=account&subjectId=${accountId}`}
            className="py-2 text-lamp-text hover:underline"
          >
            {t('allAboutThem')}
          </Link>
          <Link
            href={`/admin/audit?actor=account:${accountId}`}
            className="py-2 text-lamp-text hover:underline"
          >
            {t('allByThem')}
          </Link>
        </span>
      }
    >
      {entries.length === 0 ? (
        <p className="p-4 text-small text-shell-3">{t('noAudit')}</p>
      ) : (
        <AuditCards entries={entries} nowIso={nowIso} pending={false} about={accountId} />
      )}
    </Card>
  )
}
