import type { useTranslations } from 'next-intl'
import type { PaymentRow } from '#components/admin/payments/payments-page.ts'
import { csvLine, toCsv } from '#components/admin/table/csv.ts'
import { isTrial } from '#server/domains/billing/schemas.ts'
import { minorDigits } from '#server/platform/money/money.ts'

type Translate = ReturnType<typeof useTranslations<'admin-payments'>>

const columns = [
  'id',
  'code',
  'created',
  'settled',
  'person',
  'account',
  'what',
  'via',
  'currency',
  'amount',
  'received',
  'refunded',
  'state',
  'dispute',
  'periodStarts',
  'periodEnds',
] as const

const disputeWords = { open: 'disputed', lost: 'lost', won: 'won' } as const

/** Gives the first line of the spreadsheet of payments: what its columns are called. */
export function headLine(t: Translate): string {
  return toCsv([columns.map((column) => t(`csv.${column}`))])
}

/** Gives a payment's line, its states in the words of the pages. */
export function paymentLine(payment: PaymentRow, t: Translate): string {
  // A spreadsheet counts in đồng and in dollars.
  const whole = (amountMinor: number) => amountMinor / 10 ** minorDigits[payment.currency]
  return csvLine([
    payment.id,
    payment.code,
    payment.createdAt,
    // What began for nothing was not paid.
    isTrial(payment) ? null : payment.settledAt,
    payment.person,
    payment.accountId,
    payment.what,
    t(`provider.${payment.provider}`),
    payment.currency,
    whole(payment.amountMinor),
    whole(payment.receivedMinor),
    whole(payment.refundedMinor),
    isTrial(payment) ? t('state.trial') : t(`stateFilter.${payment.state}`),
    payment.dispute === 'none' ? null : t(`state.${disputeWords[payment.dispute]}`),
    payment.periodStartsAt,
    payment.periodEndsAt,
  ])
}
