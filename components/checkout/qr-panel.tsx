'use client'

import { Copy, Download } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { formatMoney } from '../format/format-money.ts'
import { Button } from '../ui/button.tsx'
import { cn } from '../ui/class-names.ts'
import { showToast } from '../ui/toast.tsx'
import { saveQr } from './save-qr.ts'
import { useCopy } from './use-copy.ts'
import type { QrView, TransferView } from './views.ts'

/** A code to scan, and the same to be typed: every row may be copied. `head` stands above the rows. */
export function QrPanel({ transfer, head }: { transfer: TransferView; head?: ReactNode }) {
  const t = useTranslations('checkout.transfer')
  const locale = useLocale()
  const { qr, bank, number, holder, content, money } = transfer
  const price = formatMoney(money, locale)
  return (
    <section className="grid gap-4 md:grid-cols-[minmax(260px,336px)_minmax(0,1fr)] md:gap-9 md:rounded-card md:border md:border-line md:bg-ink-1 md:p-7">
      <div className="max-md:contents">
        <div className="max-md:order-2">
          <QrCode qr={qr} label={t('qr', { price, content })} />
          <SaveButton transfer={transfer} price={price} />
        </div>
      </div>
      <div className="min-w-0 max-md:contents">
        {head ? <div className="max-md:order-1 md:mb-4">{head}</div> : null}
        <dl className="max-md:order-3 md:border-t md:border-line">
          <CopyRow label={t('bank')} shown={bank} note={t('holder', { holder })} className="max-md:hidden" />
          <CopyRow
            label={t('account')}
            phoneLabel={t('accountAt', { bank })}
            shown={grouped(number)}
            copied={number}
          />
          <CopyRow label={t('amount')} shown={price} copied={String(money.amountMinor)} />
          <CopyRow label={t('content')} shown={content} isCode />
        </dl>
      </div>
    </section>
  )
}

/** Dark on light with the quiet zone that cameras want. */
function QrCode({ qr: { size, path }, label }: { qr: QrView; label: string }) {
  return (
    <div className="mx-auto w-full max-w-[min(240px,62vw)] rounded-card bg-[#fbf7ee] md:max-w-none">
      <svg
        role="img"
        aria-label={label}
        viewBox={`-4 -4 ${size + 8} ${size + 8}`}
        shapeRendering="crispEdges"
        className="block w-full"
      >
        <path d={path} fill="#17110d" />
      </svg>
    </div>
  )
}

function SaveButton({ transfer, price }: { transfer: TransferView; price: string }) {
  const t = useTranslations('checkout.transfer')
  const { qr, bank, number, content } = transfer
  const save = async () => {
    try {
      await saveQr(qr, [`${bank} · ${grouped(number)}`, `${price} · ${content}`], `marquee-${content}.png`)
    } catch {
      showToast({ tone: 'failed', text: t('saveFailed') })
    }
  }
  return (
    <Button className="mt-3 w-full" onClick={() => void save()}>
      <Download aria-hidden size={18} strokeWidth={1.75} />
      {t('save')}
    </Button>
  )
}

type CopyRowProps = {
  label: string
  phoneLabel?: string
  shown: string
  /** What is copied, where it is written otherwise. */
  copied?: string
  note?: string
  isCode?: boolean
  className?: string
}

function CopyRow({ label, phoneLabel, shown, copied = shown, note, isCode, className }: CopyRowProps) {
  const t = useTranslations('checkout.transfer')
  const copy = useCopy()
  return (
    <div
      className={cn(
        'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-t border-line py-1.5 md:first:border-t-0',
        className,
      )}
    >
      <dt className="self-end text-small leading-[1.5] text-shell-3">
        <span className={phoneLabel ? 'max-md:hidden' : undefined}>{label}</span>
        {phoneLabel ? <span className="md:hidden">{phoneLabel}</span> : null}
      </dt>
      <dd
        className={cn(
          'tabular col-start-1 self-start text-[1.0625rem] leading-[1.5] font-semibold break-words select-all',
          isCode && 'text-lamp-text',
        )}
      >
        {shown}
        {note ? (
          <span className="block font-sans text-small leading-[1.5] font-normal text-shell-2">{note}</span>
        ) : null}
      </dd>
      <dd className="col-start-2 row-span-2 row-start-1">
        <Button onClick={() => void copy(copied, label)} aria-label={t('copyLabel', { what: label })}>
          <Copy aria-hidden size={18} strokeWidth={1.75} />
          {t('copy')}
        </Button>
      </dd>
    </div>
  )
}

/** In fours, as banks write numbers of accounts. */
function grouped(number: string): string {
  return number.replaceAll(/(.{4})(?=.)/g, '$1 ')
}
