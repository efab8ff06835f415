'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import type { Posting } from '#server/domains/billing/schemas.ts'
import { formatMoney } from '../../format/format-money.ts'
import { cn } from '../../ui/class-names.ts'
import { formatMoment } from '../format/format-time.ts'
import type { EntryLine } from './ledger-page.ts'
import { useSourceWord } from './source-word.ts'

type EntryListProps = { entries: EntryLine[]; nowIso: string; pending: boolean }

/** Entries of the book, each with its postings: debits left, credits right. */
export function EntryList({ entries, nowIso, pending }: EntryListProps) {
  return (
    <ul className={cn(pending && 'opacity-60')} aria-busy={pending}>
      {entries.map((entry) => (
        <li
          key={entry.id}
          className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-2 border-b border-line px-4 py-3 last:border-0 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"
        >
          <EntryHead entry={entry} nowIso={nowIso} />
          <Postings entry={entry} nowIso={nowIso} />
        </li>
      ))}
    </ul>
  )
}

function EntryHead({ entry, nowIso }: { entry: EntryLine; nowIso: string }) {
  const t = useTranslations('admin-book')
  const locale = useLocale()
  const word = useSourceWord()
  return (
    <div className="min-w-0">
      <h3 className="font-sans text-body leading-[1.5] font-medium tracking-normal">{word(entry.source)}</h3>
      <p className="tabular text-small text-shell-2">
        <time dateTime={entry.occurredAt}>{formatMoment(entry.occurredAt, locale, Date.parse(nowIso))}</time>
        {entry.accountId === null ? null : (
          <>
            {' · '}
            <Link
              href={`/admin/accounts/${entry.accountId}`}
              className="hover:text-lamp-text hover:underline"
            >
              {entry.person ?? t('nobody')}
            </Link>
          </>
        )}
      </p>
      {entry.note === null ? null : <p className="text-small break-words text-shell-2">{entry.note}</p>}
      <code className="block font-mono text-meta break-all text-shell-3">{entry.sourceId}</code>
    </div>
  )
}

function Postings({ entry, nowIso }: { entry: EntryLine; nowIso: string }) {
  const t = useTranslations('admin-book.ledger')
  const locale = useLocale()
  const word = useSourceWord()
  const at = formatMoment(entry.occurredAt, locale, Date.parse(nowIso))
  const amount = ({ amountMinor, currency }: Posting, isShown: boolean) =>
    isShown ? formatMoney({ amountMinor: Math.abs(amountMinor), currency }, locale) : null
  return (
    <table className="w-full self-start text-small">
      <caption className="sr-only">{t('postingsOf', { name: word(entry.source), at })}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('column.account')}</th>
          <th scope="col">{t('column.debit')}</th>
          <th scope="col">{t('column.credit')}</th>
        </tr>
      </thead>
      <tbody>
        {entry.postings.map((posting, index) => (
          // What is written is never changed: its place is its name.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={index}>
            <th scope="row" className="py-0.5 pr-3 text-left font-normal">
              {t(`account.${posting.bookAccount}`)}
              <Party posting={posting} />
            </th>
            <td className="tabular w-28 py-0.5 text-right align-top whitespace-nowrap max-md:w-20">
              {amount(posting, posting.amountMinor > 0)}
            </td>
            <td className="tabular w-28 py-0.5 text-right align-top whitespace-nowrap text-shell-2 max-md:w-20">
              {amount(posting, posting.amountMinor < 0)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const shownOfId = 8

/** At whom cash lies, or what is held. The customer of a credit stands above. */
function Party({ posting: { bookAccount, party } }: { posting: Posting }) {
  const t = useTranslations('admin-book')
  if (bookAccount === 'cash' && (party === 'sepay' || party === 'stripe'))
    return <span className="text-shell-3"> {t(`provider.${party}`)}</span>
  if (bookAccount !== 'liability') return null
  const [kind, id] = party.startsWith('transfer:')
    ? (['transfer', party.slice('transfer:'.length)] as const)
    : (['payment', party] as const)
  return <span className="text-shell-3"> {t(`ledger.party.${kind}`, { id: id.slice(0, shownOfId) })}</span>
}
