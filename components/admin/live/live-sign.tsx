'use client'

import { useTranslations } from 'next-intl'
import { cn } from '../../ui/class-names.ts'
import { useLiveStatus } from './live-encodes.tsx'

/** Says whether what is shown follows by itself. */
export function LiveSign() {
  const t = useTranslations('admin.live')
  const status = useLiveStatus()
  const live = status === 'live'
  if (status === 'connecting') return null
  return (
    <output className="flex items-center gap-2 text-small text-shell-2">
      <span aria-hidden className={cn('size-2 rounded-full', live ? 'bg-jade' : 'bg-son')} />
      {live ? t('on') : t('off')}
    </output>
  )
}
