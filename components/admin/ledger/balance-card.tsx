'use client'

import { useLocale, useTranslations } from 'next-intl'
import { bookAccounts, currencies, type LedgerProof } from '#server/domains/billing/schemas.ts'
import { formatMoney } from '../../format/format-money.ts'
import { Card } from '../shell/card.tsx'
import { naturalBalance } from './balance-sign.ts'

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
  const balanceOf = (account: (typeof bookAccounts)[number], currency: string) =>
    proof.balances.find((each) => each.bookAccount === account && each.currency === currency)?.amountMinor ??
    0
  return (
    <Card title={t('balances')} className="mt-5 overflow-hidden">
      <table className="w-full border-collapse text-body">
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
                <span className="text-small text-shell-3 max-md:block"> {t(`accountNote.${account}`)}</span>
              </th>
              {used.map((currency) => (
                <td key={currency} className="tabular px-4 py-2 text-right whitespace-nowrap">
                  {formatMoney(
                    { currency, amountMinor: naturalBalance(account, balanceOf(account, currency)) },
                    locale,
                  )}
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
            {used.map((currency) => {
              const amountMinor = proof.sums.find((sum) => sum.currency === currency)?.amountMinor ?? 0
              return (
                <td
                  key={currency}
                  className={`tabular px-4 py-2.5 text-right font-semibold ${amountMinor === 0 ? 'text-jade' : 'text-son-text'}`}
                >
                  {formatMoney({ currency, amountMinor }, locale)}
                </td>
              )
            })}
          </tr>
        </tfoot>
      </table>
    </Card>
  )
}
