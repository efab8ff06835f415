'use client'

import { useLocale, useTranslations } from 'next-intl'
import { formatMoney } from '../../format/format-money.ts'
import { formatMoment } from '../format/format-time.ts'
import type { AuditLine } from './audit-page.ts'
import { moneyOf } from './money-of.ts'

export type DetailPart = { key: string; label: string; value: string }

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** The source of a right to watch: `gift:` and an id. */
const sourceOfRight = /^([a-z-]+):([0-9a-f]{8})-[0-9a-f-]{27}$/i
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
/** An id says nothing to a reader beyond telling two things apart. */
const shownOfId = 8

/**
 * Gives a writer of what was noted with a change: each part named in words, its value too where it is one of ours, an
 * amount as money. A part without words is written as it was noted.
 */
export function useDetailWords(): (entry: Pick<AuditLine, 'detail' | 'titleName'>) => DetailPart[] {
  const t = useTranslations('admin.audit.detail')
  const locale = useLocale()
  const writeOne = (value: unknown): string => {
    if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no')
    if (typeof value !== 'string') return JSON.stringify(value)
    if (uuid.test(value)) return value.slice(0, shownOfId)
    const [, kind, id] = sourceOfRight.exec(value) ?? []
    if (kind !== undefined) return `${writeOne(kind)} ${id}`
    if (moment.test(value)) return formatMoment(value, locale, 0)
    const key = `value.${value.replaceAll('.', '-')}` as 'value.yes'
    return /^[\w-]+$/.test(value) && t.has(key) ? t(key) : value
  }
  const write = (value: unknown) => (Array.isArray(value) ? value.map(writeOne).join(', ') : writeOne(value))
  return ({ detail, titleName }) => {
    const money = moneyOf(detail)
    return (
      Object.entries(detail)
        .filter(([, value]) => value !== null && value !== undefined)
        // An amount of money says its currency itself.
        .filter(([key]) => key !== 'currency' || money === null)
        // The database keeps no order; what it was stands before what it became.
        .toSorted(([one], [other]) => Number(other === 'from') - Number(one === 'from'))
        .map(([key, value]) => {
          const label = `key.${key}` as 'key.reason'
          const isTitle = key === 'titleId' && titleName !== null
          const isMoney = key === 'amountMinor' && money !== null
          const written = isTitle ? titleName : isMoney ? formatMoney(money, locale) : write(value)
          return { key, label: t.has(label) ? t(label) : key, value: written }
        })
    )
  }
}
