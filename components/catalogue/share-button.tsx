'use client'

import { Share2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '../ui/button.tsx'
import { showToast } from '../ui/toast.tsx'

/** Opens the device's own share sheet, or copies the page's address where there is none. */
export function ShareButton({ name, className }: { name: string; className?: string }) {
  const t = useTranslations('catalogue')
  const share = async () => {
    const url = window.location.origin + window.location.pathname
    try {
      if (typeof navigator.share === 'function') {
        await navigator.share({ title: name, url })
      } else {
        await navigator.clipboard.writeText(url)
        showToast({ text: t('share.copied') })
      }
    } catch (error) {
      // Closing the share sheet is no failure.
      if (error instanceof DOMException && error.name === 'AbortError') return
      showToast({ tone: 'failed', text: t('share.failed') })
    }
  }
  return (
    <IconButton size="lg" label={t('share.label')} className={className} onClick={() => void share()}>
      <Share2 aria-hidden size={20} strokeWidth={1.75} />
    </IconButton>
  )
}
