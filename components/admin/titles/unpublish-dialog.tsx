'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmDialog } from '../../ui/dialog.tsx'

type UnpublishDialogProps = {
  rows: readonly unknown[]
  onClose: () => void
  onConfirm: () => Promise<void>
}

/** Asks before titles are taken from the viewers; closed while there are none. */
export function UnpublishDialog({ rows, onClose, onConfirm }: UnpublishDialogProps) {
  const t = useTranslations('admin.titles')
  const [busy, setBusy] = useState(false)
  return (
    <ConfirmDialog
      open={rows.length > 0}
      onOpenChange={(open) => !open && !busy && onClose()}
      title={t('unpublishAsk', { count: rows.length })}
      description={t('unpublishBody')}
      keepLabel={t('keep')}
      confirmLabel={t('menu.unpublish')}
      busy={busy}
      onConfirm={() => {
        setBusy(true)
        void onConfirm().finally(() => setBusy(false))
      }}
    />
  )
}
