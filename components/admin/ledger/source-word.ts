'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'

/** Gives a writer of what an entry tells of; a source without words is written as it is. */
export function useSourceWord(): (source: string) => string {
  const t = useTranslations('admin-book.ledger.source')
  return useCallback(
    (source) => {
      const key = source.replaceAll('.', '-') as 'payment-settled'
      return t.has(key) ? t(key) : source
    },
    [t],
  )
}
