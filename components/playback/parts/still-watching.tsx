'use client'

import { useTranslations } from 'next-intl'
import { ConfirmDialog } from '#components/ui/dialog.tsx'

type StillWatchingProps = { open: boolean; onContinue: () => void; onLeave: () => void }

/** Asked when three episodes have followed each other without a touch. */
export function StillWatching({ open, onContinue, onLeave }: StillWatchingProps) {
  const t = useTranslations('playback.stillWatching')
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => {
        if (!next) onLeave()
      }}
      title={t('title')}
      description={t('body')}
      keepLabel={t('leave')}
      confirmLabel={t('continue')}
      tone="lamp"
      onConfirm={onContinue}
    />
  )
}
