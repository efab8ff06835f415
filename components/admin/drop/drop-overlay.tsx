'use client'

import { Upload } from 'lucide-react'
import { useTranslations } from 'next-intl'

/** Covers the page while files hang over it and says what dropping them does. */
export function DropOverlay({ shown, hint }: { shown: boolean; hint: string }) {
  const t = useTranslations('admin.drop')
  if (!shown) return null
  return (
    <div className="pointer-events-none fixed inset-0 z-40 grid place-items-center bg-black/60 p-6">
      <div className="grid size-full max-h-[420px] max-w-[720px] place-content-center justify-items-center gap-2 rounded-dialog border-2 border-dashed border-lamp-text bg-ink-2 p-8 text-center">
        <Upload aria-hidden size={38} strokeWidth={1.75} className="text-lamp-text" />
        <p className="mt-2 font-display text-h2 font-[650]">{t('hint')}</p>
        <p className="text-shell-2">{hint}</p>
      </div>
    </div>
  )
}
