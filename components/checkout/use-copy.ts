'use client'

import { useTranslations } from 'next-intl'
import { showToast } from '../ui/toast.tsx'

/** Gives what puts a text on the clipboard and tells so. */
export function useCopy(): (text: string, what: string) => Promise<void> {
  const t = useTranslations('checkout.transfer')
  return async (text, what) => {
    try {
      await navigator.clipboard.writeText(text)
      showToast({ text: t('copied', { what }) })
    } catch {
      showToast({ tone: 'failed', text: t('copyFailed') })
    }
  }
}
