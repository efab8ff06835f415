'use client'

import { useLocale, useTranslations } from 'next-intl'
import { auditActions } from '#server/platform/audit/schemas.ts'
import { Input } from '../../ui/field.tsx'
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
    >
      <div className="flex gap-x-4 gap-y-2 max-md:w-full max-md:flex-col">
        <Day url={url} name="from" label={t('from')} />
        <Day url={url} name="to" label={t('to')} />
      </div>
    </TableToolbar>
  )
}

function Day({ url, name, label }: { url: TableUrl; name: 'from' | 'to'; label: string }) {
  return (
    <label className="flex items-center gap-2 text-small text-shell-2 max-md:w-full">
      <span className="max-md:w-16">{label}</span>
      <Input
        compact
        type="date"
        value={url.get(name) ?? ''}
        onChange={(event) => url.set({ [name]: event.target.value })}
        className="h-9 w-[150px] text-small max-md:h-11 max-md:flex-1"
      />
    </label>
  )
}
