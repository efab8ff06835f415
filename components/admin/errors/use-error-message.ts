'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'

export type ShownError = { code: string; params?: Record<string, string | number> }

/** Gives the plain sentence of an error's code; a code without one is told as a fault of ours. */
export function useErrorMessage(): (error: ShownError) => string {
  const t = useTranslations('errors')
  return useCallback(
    ({ code, params = {} }) => {
      const key = t.has(code as 'internal') ? (code as 'internal') : 'internal'
      return t(key, params)
    },
    [t],
  )
}
