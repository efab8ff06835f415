'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Fragment, type ReactNode } from 'react'
import { bookAccounts, currencies, type LedgerProof } from '#server/domains/billing/schemas.ts'
import { formatMoney } from '../../format/format-money.ts'
import { cn } from '../../ui/class-names.ts'
import { Card } from '../shell/card.tsx'
import { naturalBalance } from './balance-sign.ts'

type Book = (typeof bookAccounts)[number]
type Currency = (typeof currencies)[number]

/** What stands in each account of the book, by currency; each column ends in its sum, which is zero. */
export function BalanceCard({ proof }: { proof: LedgerProof }) {
  const t = useTranslations('admin-book.ledger')
  const locale = useLocale()
  const used = currencies.filter((currency) => proof.sums.some((sum) => sum.currency === currency))
  if (used.length === 0)
    return (
      <Card title={t('balances')} className="mt-5">
        <p className="px-4 py-4 text-small text-shell-3">{t('noBalances')}</p>
      </Card>
    )
  const balance = (account: Book, currency: Currency) => {
    const found = proof.balances.find((each) => each.bookAccount === account && each.currency === currency)
    return formatMoney({ currency, amountMinor: naturalBalance(account, found?.amountMinor ?? 0) }, locale)
  }
  const sum = (currency: Currency) => {
    const amountMinor = proof.sums.find((each) => each.currency === currency)?.amountMinor ?? 0
    return (
      <span className={amountMinor === 0 ? 'text-jade' : 'text-son-text'}>
        {formatMoney({ currency, amountMinor }, locale)}
      </span>
    )
  }
  const parts = { used, balance, sum }
  return (
    <Card title={t('balances')} className="mt-5">
      <BalanceList {...parts} />
      <BalanceTable {...parts} />
    </Card>
  )
}

type BalanceParts = {
  used: readonly Currency[]
  balance: (account: Book, currency: Currency) => string
  sum: (currency: Currency) => ReactNode
}

/** On phones the currencies stand below each other: side by side they are wider than the screen. */
function BalanceList({ used, balance, sum }: BalanceParts) {
  const t = useTranslations('admin-book.ledger')
  const line = 'flex items-start justify-between gap-4 border-b border-line px-4 py-2.5 last:border-0'
  const amounts = 'tabular grid shrink-0 justify-items-end whitespace-nowrap'
  return (
    <ul className="md:hidden">
      {bookAccounts.map((account) => (
        <li key={account} className={line}>
          <span className="min-w-0">
            {t(`account.${account}`)}
            <span className="block text-small text-shell-3">{t(`accountNote.${account}`)}</span>
          </span>
          <span className={amounts}>
            {used.map((currency) => (
              <span key={currency}>{balance(account, currency)}</span>
            ))}
          </span>
        </li>
      ))}
      <li className={cn(line, 'font-semibold')}>
        {t('sum')}
        <span className={amounts}>
          {used.map((currency) => (
            <Fragment key={currency}>{sum(currency)}</Fragment>
          ))}
        </span>
      </li>
    </ul>
  )
}

function BalanceTable({ used, balance, sum }: BalanceParts) {
  const t = useTranslations('admin-book.ledger')
  const amount = 'tabular px-4 text-right whitespace-nowrap'
  return (
    <table className="w-full border-collapse text-body max-md:hidden">
      <caption className="sr-only">{t('balances')}</caption>
      <thead>
        <tr className="border-b border-line text-small text-shell-2">
          <th scope="col" className="h-9 px-4 text-left font-medium">
            {t('column.account')}
          </th>
          {used.map((currency) => (
            <th key={currency} scope="col" className="px-4 text-right font-medium">
              {currency}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bookAccounts.map((account) => (
          <tr key={account} className="border-b border-line">
            <th scope="row" className="px-4 py-2 text-left font-normal">
              {t(`account.${account}`)}
              <span className="text-small text-shell-3"> {t(`accountNote.${account}`)}</span>
            </th>
            {used.map((currency) => (
              <td key={currency} className={cn(amount, 'py-2')}>
                {balance(account, currency)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" className="px-4 py-2.5 text-left font-semibold">
            {t('sum')}
          </th>
          {used.map((currency) => (
            <td key={currency} className={cn(amount, 'py-2.5 font-semibold')}>
              {sum(currency)}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  )
}
