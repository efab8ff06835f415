'use client'

import { useLocale, useTranslations } from 'next-intl'
import { auditActions } from '#server/platform/audit/schemas.ts'
import { TableToolbar } from '../table/table-toolbar.tsx'
import type { TableUrl } from '../table/use-table-url.ts'
import { useActionWord } from './audit-cells.tsx'
import { subjectTypes } from './audit-page.ts'

/** By whom, what, about which thing and when. */
export function AuditToolbar({ url }: { url: TableUrl }) {
  const t = useTranslations('admin.audit')
  const locale = useLocale()
  const actionWord = useActionWord()
  const actions = auditActions
    .map((action) => ({ value: action as string, label: actionWord(action) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, locale))
  return (
    <TableToolbar
      url={url}
      className="mt-5"
      searches={[
        { name: 'by', label: t('byLabel'), placeholder: t('byPlaceholder'), replaces: 'actor' },
        { name: 'about', label: t('aboutLabel'), placeholder: t('aboutPlaceholder'), replaces: 'subjectId' },
      ]}
      filters={[
        { name: 'action', label: t('actionLabel'), anyLabel: t('anyAction'), options: actions },
        {
          name: 'subjectType',
          label: t('subjectLabel'),
          anyLabel: t('anySubject'),
          options: subjectTypes.map((type) => ({ value: type, label: t(`subject.${type}`) })),
        },
      ]}
      days={{ from: t('from'), to: t('to') }}
    />
  )
}
