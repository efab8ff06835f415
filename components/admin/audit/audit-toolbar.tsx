'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { auditActions } from '#server/platform/audit/schemas.ts'
import { Input } from '../../ui/field.tsx'
import { FilterSelect } from '../table/filter-select.tsx'
import { SearchBox } from '../table/search-box.tsx'
import type { TableUrl } from '../table/use-table-url.ts'
import { useActionWord } from './audit-cells.tsx'
import { subjectTypes } from './audit-page.ts'

/** By whom, what, about which thing and when. */
export function AuditToolbar({ url }: { url: TableUrl }) {
  const t = useTranslations('admin.audit')
  const actionWord = useActionWord()
  const { set } = url
  const searchBy = useCallback((by: string) => set({ by, actor: null }), [set])
  const searchAbout = useCallback((about: string) => set({ about, subjectId: null }), [set])
  const actions = auditActions
    .map((action) => ({ value: action as string, label: actionWord(action) }))
    .toSorted((a, b) => a.label.localeCompare(b.label))
  return (
    <div className="mt-5 flex flex-wrap items-center gap-2">
      <SearchBox
        value={url.get('by') ?? ''}
        onSearch={searchBy}
        placeholder={t('byPlaceholder')}
        label={t('byLabel')}
        className="w-full md:w-[220px]"
      />
      <SearchBox
        value={url.get('about') ?? ''}
        onSearch={searchAbout}
        placeholder={t('aboutPlaceholder')}
        label={t('aboutLabel')}
        className="w-full md:w-[220px]"
      />
      <FilterSelect
        label={t('actionLabel')}
        anyLabel={t('anyAction')}
        value={url.get('action')}
        options={actions}
        onChange={(action) => set({ action })}
      />
      <FilterSelect
        label={t('subjectLabel')}
        anyLabel={t('anySubject')}
        value={url.get('subjectType')}
        options={subjectTypes.map((type) => ({ value: type, label: t(`subject.${type}`) }))}
        onChange={(subjectType) => set({ subjectType })}
      />
      <Day url={url} name="from" label={t('from')} />
      <Day url={url} name="to" label={t('to')} />
    </div>
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
