'use client'

import { CircleDollarSign, Ellipsis, Undo2 } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { TransferDto } from '#server/domains/billing/schemas.ts'
import { useCommand } from '../../errors/use-command.ts'
import { StatusBadge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '../../ui/menu.tsx'
import { formatMoment } from '../format/format-time.ts'
import { Card } from '../shell/card.tsx'
import { useMoney, usePerson } from './transfer-words.tsx'
import type { TransferActions, TransfersPage, UnderpaidLine } from './transfers-page.ts'
import type { Decision } from './use-decision.tsx'

type UnderpaidCardProps = {
  data: Pick<TransfersPage, 'underpaid' | 'underpaidTotal' | 'nowIso'>
  actions: TransferActions
  /** Null for who may only look. */
  decide: ((decision: Decision) => void) | null
}

/** Payments for which too little has come, and what was told to whoever pays. */
export function UnderpaidCard({ data, actions, decide }: UnderpaidCardProps) {
  const t = useTranslations('admin-book.transfers')
  const { underpaid, underpaidTotal, nowIso } = data
  const [crediting, setCrediting] = useState<Crediting | null>(null)
  return (
    <Card
      title={t('underpaid')}
      aside={
        underpaidTotal > 0 ? (
          <span className="tabular rounded-badge bg-sky-bg px-2 py-0.5 text-small font-semibold text-sky">
            {underpaidTotal}
          </span>
        ) : null
      }
    >
      {underpaid.length === 0 ? (
        <p className="px-4 py-4 text-small text-shell-3">{t('underpaidEmpty')}</p>
      ) : (
        <ul>
          {underpaid.map((line) => (
            <Underpaid
              key={line.payment.id}
              line={line}
              nowIso={nowIso}
              decide={decide}
              onCredit={(transfer) => setCrediting({ line, transfer })}
            />
          ))}
        </ul>
      )}
      {underpaidTotal > underpaid.length ? (
        <p className="border-t border-line px-4 py-3 text-small text-shell-3">
          {t('underpaidMore', { count: underpaidTotal - underpaid.length })}
        </p>
      ) : null}
      <CreditOwnDialog crediting={crediting} actions={actions} onClose={() => setCrediting(null)} />
    </Card>
  )
}

type UnderpaidProps = {
  line: UnderpaidLine
  nowIso: string
  decide: UnderpaidCardProps['decide']
  onCredit: (transfer: TransferDto) => void
}

function Underpaid({ line: { payment, transfers }, nowIso, decide, onCredit }: UnderpaidProps) {
  const t = useTranslations('admin-book.transfers')
  const locale = useLocale()
  const money = useMoney()
  const person = usePerson()
  return (
    <li className="grid gap-2 border-b border-line px-4 py-4 last:border-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h3 className="tabular font-sans text-[1.0625rem] leading-[1.5] font-semibold tracking-normal">
          {money(payment.amountMinor - payment.missingMinor)}
        </h3>
        <StatusBadge tone="waiting">{t('missing', { amount: money(payment.missingMinor) })}</StatusBadge>
      </div>
      <p className="text-small text-shell-2">
        {t.rich('underpaidBody', {
          code: (chunks) => <code className="font-mono font-semibold text-shell">{chunks}</code>,
          codeText: payment.code ?? '',
          person: person(payment),
        })}
      </p>
      <ul className="grid gap-1">
        {transfers.map((transfer) => (
          <li key={transfer.id} className="flex items-center justify-between gap-3">
            <span className="tabular text-small text-shell-3">
              {t('underpaidOf', {
                amount: money(payment.amountMinor),
                received: money(transfer.amountMinor),
                at: formatMoment(transfer.transferredAt, locale, Date.parse(nowIso)),
              })}
            </span>
            {decide ? <HeldMenu transfer={transfer} decide={decide} onCredit={onCredit} /> : null}
          </li>
        ))}
      </ul>
    </li>
  )
}

const icon = { 'aria-hidden': true, size: 18, strokeWidth: 1.75 } as const

type HeldMenuProps = {
  transfer: TransferDto
  decide: (decision: Decision) => void
  onCredit: (transfer: TransferDto) => void
}

function HeldMenu({ transfer, decide, onCredit }: HeldMenuProps) {
  const t = useTranslations('admin-book.transfers')
  const amount = useMoney()(transfer.amountMinor)
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton size="sm" variant="text" label={t('more', { amount })}>
          <Ellipsis {...icon} />
        </IconButton>
      </MenuTrigger>
      <MenuContent>
        <MenuItem icon={<CircleDollarSign {...icon} />} onSelect={() => onCredit(transfer)}>
          {t('creditOwn', { amount })}
        </MenuItem>
        <MenuItem icon={<Undo2 {...icon} />} onSelect={() => decide({ kind: 'return', transfer })}>
          {t('returnOwn', { amount })}
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}

type Crediting = { line: UnderpaidLine; transfer: TransferDto }

function CreditOwnDialog({
  crediting,
  actions,
  onClose,
}: {
  crediting: Crediting | null
  actions: TransferActions
  onClose: () => void
}) {
  const t = useTranslations('admin-book.transfers')
  const money = useMoney()
  const person = usePerson()
  const { run, busy } = useCommand()
  const amount = money(crediting?.transfer.amountMinor ?? 0)
  const name = person({ person: crediting?.line.payment.person ?? null })
  return (
    <ConfirmDialog
      open={crediting !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t('creditOwnAsk', { amount, person: name })}
      description={t('creditOwnBody', { code: crediting?.line.payment.code ?? '' })}
      keepLabel={t('keep')}
      confirmLabel={t('creditConfirm')}
      tone="lamp"
      busy={busy !== null}
      onConfirm={() => {
        if (!crediting) return
        const input = { transferId: crediting.transfer.id, accountId: crediting.line.payment.accountId }
        void run(actions.credit, input, t('credited', { amount, person: name })).then(onClose)
      }}
    />
  )
}
