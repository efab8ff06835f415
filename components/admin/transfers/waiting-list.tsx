'use client'

import { CircleDollarSign, Ellipsis, Undo2 } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Button, IconButton } from '../../ui/button.tsx'
import { cn } from '../../ui/class-names.ts'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '../../ui/menu.tsx'
import { formatMoment } from '../format/format-time.ts'
import { useMoney, usePerson, WhyItWaits } from './transfer-words.tsx'
import type { TransferLine } from './transfers-page.ts'
import type { Decision } from './use-decision.tsx'

type WaitingListProps = {
  transfers: TransferLine[]
  nowIso: string
  pending: boolean
  /** Null for who may only look. */
  decide: ((decision: Decision) => void) | null
}

/** Every transfer that waits: what it says, why it waits, the nearest payment, and what can be done. */
export function WaitingList({ transfers, nowIso, pending, decide }: WaitingListProps) {
  const next = transfers.find(({ suggestion }) => suggestion !== null)
  return (
    <ul className={cn(pending && 'opacity-60')} aria-busy={pending}>
      {transfers.map((transfer) => (
        <li key={transfer.id} className="grid gap-2 border-b border-line px-4 py-4 last:border-0">
          <TransferFacts transfer={transfer} nowIso={nowIso} />
          {decide ? <Choices transfer={transfer} isNext={transfer.id === next?.id} decide={decide} /> : null}
        </li>
      ))}
    </ul>
  )
}

function TransferFacts({ transfer, nowIso }: { transfer: TransferLine; nowIso: string }) {
  const t = useTranslations('admin-book.transfers')
  const locale = useLocale()
  const money = useMoney()
  const person = usePerson()
  const { suggestion, content, code, accountNumber, reference, transferredAt } = transfer
  const facts = [
    t('toAccount', { account: accountNumber }),
    ...(reference === null ? [] : [t('reference', { reference })]),
    ...(code === null || content.includes(code) ? [] : [t('code', { code })]),
  ]
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="tabular font-sans text-[1.0625rem] leading-[1.5] font-semibold tracking-normal">
          {money(transfer.amountMinor)}
        </h3>
        <time dateTime={transferredAt} className="tabular text-small text-shell-3">
          {formatMoment(transferredAt, locale, Date.parse(nowIso))}
        </time>
      </div>
      <p className="text-small text-shell-2">
        {t('content')}:{' '}
        {content === '' ? (
          t('noContent')
        ) : (
          <span className="font-mono break-words text-shell">{content}</span>
        )}
      </p>
      <p className="text-small break-words text-shell-3">{facts.join(' · ')}</p>
      <p className="text-small text-son-text">
        <WhyItWaits why={transfer.why} />
      </p>
      {suggestion ? (
        <p className="text-small">
          {t.rich('near', {
            code: (chunks) => <code className="font-mono font-semibold">{chunks}</code>,
            codeText: suggestion.payment.code ?? '',
            person: person(suggestion.payment),
            letters: suggestion.lettersApart,
          })}
        </p>
      ) : null}
    </>
  )
}

const icon = { 'aria-hidden': true, size: 18, strokeWidth: 1.75 } as const

type ChoicesProps = {
  transfer: TransferLine
  /** The one next step of the page. */
  isNext: boolean
  decide: (decision: Decision) => void
}

function Choices({ transfer, isNext, decide }: ChoicesProps) {
  const t = useTranslations('admin-book.transfers')
  const money = useMoney()
  if (transfer.state === 'quarantined')
    return (
      <div>
        <Button size="sm" variant="tonal" onClick={() => decide({ kind: 'return', transfer })}>
          {t('putAway')}
        </Button>
      </div>
    )
  const suggested = transfer.suggestion?.payment
  return (
    <div className="flex flex-wrap items-center gap-2">
      {suggested ? (
        <Button
          size="sm"
          variant={isNext ? 'lamp' : 'tonal'}
          className="max-sm:w-full"
          onClick={() => decide({ kind: 'match', transfer, suggested })}
        >
          {t('matchThis')}
        </Button>
      ) : null}
      <Button
        size="sm"
        variant={suggested ? 'text' : 'tonal'}
        onClick={() => decide({ kind: 'match', transfer, suggested: null })}
      >
        {t(suggested ? 'findOther' : 'find')}
      </Button>
      <Menu>
        <MenuTrigger asChild>
          <IconButton size="sm" variant="text" label={t('more', { amount: money(transfer.amountMinor) })}>
            <Ellipsis {...icon} />
          </IconButton>
        </MenuTrigger>
        <MenuContent>
          <MenuItem
            icon={<CircleDollarSign {...icon} />}
            onSelect={() => decide({ kind: 'credit', transfer })}
          >
            {t('credit')}
          </MenuItem>
          <MenuItem icon={<Undo2 {...icon} />} onSelect={() => decide({ kind: 'return', transfer })}>
            {t('return')}
          </MenuItem>
        </MenuContent>
      </Menu>
    </div>
  )
}
