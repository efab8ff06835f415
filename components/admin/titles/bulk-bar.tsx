'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'

type BulkBarProps = {
  count: number
  total: number
  canPublish: boolean
  canUnpublish: boolean
  onClear: () => void
  onPublish: () => void
  onUnpublish: () => void
}

/** What can be done with all chosen rows at once. */
export function BulkBar({ count, total, canPublish, canUnpublish, ...on }: BulkBarProps) {
  const t = useTranslations('admin')
  const icon = { 'aria-hidden': true, size: 18, strokeWidth: 1.75 } as const
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-3 border-b border-line bg-lamp-bg py-1 pr-3 pl-4">
      <Checkbox
        aria-label={t('table.clear')}
        checked={count === total ? true : 'indeterminate'}
        onCheckedChange={on.onClear}
      />
      <output className="text-small font-semibold">{t('table.selected', { count })}</output>
      <span className="ml-auto flex gap-1">
        {canPublish ? (
          <Button size="sm" variant="text" onClick={on.onPublish}>
            <Eye {...icon} />
            {t('titles.menu.publish')}
          </Button>
        ) : null}
        {canUnpublish ? (
          <Button size="sm" variant="text" onClick={on.onUnpublish}>
            <EyeOff {...icon} />
            {t('titles.menu.unpublish')}
          </Button>
        ) : null}
      </span>
    </div>
  )
}
