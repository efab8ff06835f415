'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Takings } from '#server/domains/billing/schemas.ts'
import { formatMoney } from '../../format/format-money.ts'
import { cn } from '../../ui/class-names.ts'
import { netOf, planScale, shortenAmount, stackDay, stackedProviders } from './plan-chart.ts'
import { TakingsTable } from './takings-table.tsx'

const plotHeight = 164
const gap = 2
const barShare = 0.68

export const providerFills = { sepay: 'fill-lamp-line', stripe: 'fill-sky' } as const
const providerGrounds = { sepay: 'bg-lamp-line', stripe: 'bg-sky' } as const

/** Which colour is whose. */
export function TakingsLegend() {
  const t = useTranslations('admin-payments.provider')
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-small text-shell-2">
      {stackedProviders.map((provider) => (
        <li key={provider} className="flex items-center gap-2">
          <span aria-hidden className={cn('size-2.5 rounded-[2px]', providerGrounds[provider])} />
          {t(provider)}
        </li>
      ))}
    </ul>
  )
}

/** Net money by day, stacked by provider; a day is told above the plot, by pointer or arrow keys, and all in a table. */
export function TakingsChart({ takings }: { takings: Takings }) {
  const t = useTranslations('admin-payments.takings')
  const [chosen, setChosen] = useState<number | null>(null)
  const { days, currency } = takings
  const say = useDayWords(takings)
  const last = days.length - 1
  return (
    <figure className="mt-3">
      <div className="flex">
        <Axis takings={takings} />
        <div
          onPointerLeave={() => setChosen(null)}
          className="relative min-w-0 flex-1 rounded-control has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-lamp-text"
        >
          <input
            type="range"
            min={0}
            max={last}
            value={chosen ?? last}
            aria-label={t('chart', { currency })}
            aria-valuetext={say(chosen ?? last)}
            onChange={(event) => setChosen(Number(event.target.value))}
            onFocus={() => setChosen((at) => at ?? last)}
            onBlur={() => setChosen(null)}
            className="pointer-events-none absolute inset-0 size-full opacity-0"
          />
          {chosen === null ? null : <DayTip takings={takings} index={chosen} />}
          <Bars takings={takings} chosen={chosen} onChoose={setChosen} />
        </div>
      </div>
      <DayMarks days={days} />
      <TakingsTable takings={takings} />
    </figure>
  )
}

function scaleOf({ days }: Takings) {
  const ends = days.flatMap((day) => stackDay(day).map(({ to }) => to))
  return planScale(Math.max(0, ...ends), Math.min(0, ...ends))
}

function Axis({ takings }: { takings: Takings }) {
  const t = useTranslations('admin-payments.takings')
  const locale = useLocale()
  const { top, bottom, lines } = scaleOf(takings)
  const write = (amount: number) => {
    const { number, unit } = shortenAmount(amount, takings.currency)
    const text = new Intl.NumberFormat(locale === 'vi' ? 'vi-VN' : 'en-US', {
      maximumFractionDigits: 2,
    }).format(number)
    return unit === 'ones' ? text : t(unit, { number: text })
  }
  return (
    <div aria-hidden className="relative w-17 shrink-0" style={{ height: plotHeight }}>
      {lines.map((line) => (
        <span
          key={line}
          style={{ top: `${((top - line) / (top - bottom)) * 100}%` }}
          className="tabular absolute right-2.5 -translate-y-1/2 text-meta whitespace-nowrap text-shell-3"
        >
          {write(line)}
        </span>
      ))}
    </div>
  )
}

type BarsProps = { takings: Takings; chosen: number | null; onChoose: (index: number) => void }

function Bars({ takings, chosen, onChoose }: BarsProps) {
  const scale = scaleOf(takings)
  const { days } = takings
  const y = (amount: number) => ((scale.top - amount) / (scale.top - scale.bottom)) * plotHeight
  const width = 100 / days.length
  return (
    <svg aria-hidden width="100%" height={plotHeight} className="block overflow-visible">
      {scale.lines.map((line) => (
        <line
          key={line}
          x1="0"
          x2="100%"
          y1={y(line)}
          y2={y(line)}
          className={line === 0 ? 'stroke-line-strong' : 'stroke-line'}
          strokeWidth="1"
        />
      ))}
      {days.map((day, index) => (
        <g key={day.day} className={cn(chosen !== null && chosen !== index && 'opacity-55')}>
          {stackDay(day).map(({ provider, from, to }) => {
            const edges = [y(from), y(to)].toSorted((one, other) => one - other)
            const [high = 0, low = 0] = edges
            return (
              <rect
                key={provider}
                x={`${index * width + (width * (1 - barShare)) / 2}%`}
                width={`${width * barShare}%`}
                y={high}
                height={Math.max(1, low - high - gap)}
                rx="2"
                className={providerFills[provider]}
              />
            )
          })}
          <rect
            x={`${index * width}%`}
            width={`${width}%`}
            y="0"
            height={plotHeight}
            fill="transparent"
            onPointerEnter={() => onChoose(index)}
            onPointerDown={() => onChoose(index)}
          />
        </g>
      ))}
    </svg>
  )
}

function DayTip({ takings, index }: { takings: Takings; index: number }) {
  const t = useTranslations('admin-payments')
  const locale = useLocale()
  const day = takings.days[index]
  if (!day) return null
  const { currency } = takings
  const share = (index + 0.5) / takings.days.length
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency }, locale)
  return (
    <div
      aria-hidden
      style={{ left: `${share * 100}%`, translate: `${-share * 100}% 0` }}
      className="tabular pointer-events-none absolute bottom-full z-10 mb-1.5 grid w-max max-w-[260px] gap-0.5 rounded-control border border-line bg-ink-3 px-3 py-2 text-small shadow-menu"
    >
      <span className="flex justify-between gap-6 font-medium">
        <span>{formatDay(day.day, locale)}</span>
        <span>{money(netOf(day.moved))}</span>
      </span>
      {stackedProviders.flatMap((provider) => {
        const moved = day.moved.find((each) => each.provider === provider)
        if (!moved) return []
        return (
          <span key={provider} className="grid text-shell-2">
            <span className="flex items-center justify-between gap-6">
              <span className="flex items-center gap-2">
                <span className={cn('size-2 rounded-[2px]', providerGrounds[provider])} />
                {t(`provider.${provider}`)}
              </span>
              {money(moved.inMinor - moved.outMinor)}
            </span>
            {moved.outMinor > 0 ? (
              <span className="pl-4 text-meta text-shell-3">
                {t('takings.moneyIn')} {money(moved.inMinor)} · {t('takings.moneyOut')}{' '}
                {money(moved.outMinor)}
              </span>
            ) : null}
          </span>
        )
      })}
    </div>
  )
}

/** About every seventh day by its date, as they fall below the bars; the last is always one. */
function DayMarks({ days }: Pick<Takings, 'days'>) {
  const locale = useLocale()
  const every = Math.max(1, Math.ceil(days.length / 5))
  const marks = days.flatMap(({ day }, index) => {
    const after = (days.length - 1 - index) / every
    return Number.isInteger(after)
      ? [{ day, share: (index + 0.5) / days.length, isOdd: after % 2 === 1 }]
      : []
  })
  return (
    <div aria-hidden className="relative mt-1.5 ml-17 h-5">
      {marks.map(({ day, share, isOdd }) => (
        <span
          key={day}
          style={{ left: `${share * 100}%`, translate: `${-share * 100}% 0` }}
          // On a phone every other one has room.
          className={cn(
            'tabular absolute text-meta whitespace-nowrap text-shell-3',
            isOdd && 'max-sm:hidden',
          )}
        >
          {formatDay(day, locale)}
        </span>
      ))}
    </div>
  )
}

function useDayWords({ days, currency }: Takings): (index: number) => string {
  const t = useTranslations('admin-payments')
  const locale = useLocale()
  return (index) => {
    const day = days[index]
    if (!day) return ''
    const parts = day.moved.map(
      ({ provider, inMinor, outMinor }) =>
        `${t(`provider.${provider}`)} ${formatMoney({ amountMinor: inMinor - outMinor, currency }, locale)}`,
    )
    const said = parts.length === 0 ? t('takings.nothing') : parts.join(', ')
    return t('takings.said', { day: formatDay(day.day, locale), parts: said })
  }
}

/** Writes a day of the calendar without its year: 21/11, 21 Nov. */
export function formatDay(day: string, locale: string): string {
  const [, month = '', date = ''] = day.split('-')
  if (locale === 'vi') return `${Number(date)}/${Number(month)}`
  const at = new Date(`${day}T00:00:00Z`)
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(at)
}
