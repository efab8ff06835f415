'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '../../ui/button.tsx'

type PagerProps = { page: number; pageSize: number; total: number; onPage: (page: number) => void }

/** Which rows of how many are shown, and the way to the next. */
export function Pager({ page, pageSize, total, onPage }: PagerProps) {
  const t = useTranslations('admin.table')
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const from = Math.min(total, (page - 1) * pageSize + 1)
  const to = Math.min(total, page * pageSize)
  return (
    <div className="flex min-h-12 items-center justify-between gap-4 px-4 py-1 text-small text-shell-2">
      <span className="tabular">{total === 0 ? t('none') : t('page', { from, to, total })}</span>
      {pages > 1 ? (
        <span className="flex gap-1">
          <IconButton
            size="sm"
            variant="text"
            label={t('previous')}
            disabled={page <= 1}
            onClick={() => onPage(page - 1)}
          >
            <ChevronLeft aria-hidden size={18} strokeWidth={1.75} />
          </IconButton>
          <IconButton
            size="sm"
            variant="text"
            label={t('next')}
            disabled={page >= pages}
            onClick={() => onPage(page + 1)}
          >
            <ChevronRight aria-hidden size={18} strokeWidth={1.75} />
          </IconButton>
        </span>
      ) : null}
    </div>
  )
}
