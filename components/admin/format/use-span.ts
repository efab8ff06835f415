'use client'

import { useTranslations } from 'next-intl'
import { roundSpan } from './format-time.ts'

/** Gives a writer of lengths of time: "6 phút", "1 giờ 20 phút". */
export function useSpan(): (seconds: number) => string {
  const t = useTranslations('admin.span')
  return (seconds) => {
    const span = roundSpan(seconds)
    return t(span.unit, { hours: span.hours, minutes: span.minutes, seconds: span.seconds }).trim()
  }
}
