'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { formatBytes } from '../format/format-bytes.ts'

export type ShownError = { code: string; params?: Record<string, string | number> }

/** Gives the plain sentence of an error's code, sizes in readable units; a code without one is told as a fault of ours. */
export function useErrorMessage(): (error: ShownError) => string {
  const t = useTranslations('errors')
  const locale = useLocale()
  return useCallback(
    ({ code, params = {} }) => {
      const key = t.has(code as 'internal') ? (code as 'internal') : 'internal'
      const values = Object.entries(params).map(([name, value]) => [
        name,
        name.endsWith('Bytes') ? formatBytes(Number(value), locale) : value,
      ])
      return t(key, Object.fromEntries(values) as typeof params)
    },
    [t, locale],
  )
}
