import { getTranslations } from 'next-intl/server'
import type { PaymentRow } from '#components/admin/payments/payments-page.ts'
import type { Locale } from '#i18n/routing.ts'
import type { PaymentDto } from '#server/domains/billing/schemas.ts'
import { nameAccounts } from '#server/domains/identity/index.ts'
import { describePrices } from '#server/domains/offers/index.ts'
import { may } from '#server/platform/authorize/authorize.ts'
import type { Context } from '#server/platform/context/context.ts'

/** Gives payments with who pays and what for, in the reader's language. */
export async function namePayments(
  context: Context,
  locale: Locale,
  payments: readonly PaymentDto[],
): Promise<PaymentRow[]> {
  const [people, boughtOf] = await Promise.all([
    namePeople(
      context,
      payments.map(({ accountId }) => accountId),
    ),
    boughtWriter(context, locale, payments),
  ])
  return payments.map((payment) => ({
    ...payment,
    person: people.get(payment.accountId) ?? null,
    what: boughtOf(payment),
  }))
}

/** Gives the names of accounts by id, as far as whoever asks may read them. */
export async function namePeople(
  context: Context,
  accountIds: readonly string[],
): Promise<Map<string, string>> {
  if (!may(context.actor, 'account.read')) return new Map()
  return nameAccounts(context, { accountIds: [...new Set(accountIds)] })
}

async function boughtWriter(
  context: Context,
  locale: Locale,
  payments: readonly PaymentDto[],
): Promise<(payment: PaymentDto) => string> {
  const [t, sold] = await Promise.all([
    getTranslations({ locale, namespace: 'admin-payments.bought' }),
    describePrices(context, { priceIds: [...new Set(payments.map(({ priceId }) => priceId))] }),
  ])
  return ({ bought, priceId }) => {
    if (bought.kind === 'plan') return t('plan', { name: bought.name[locale], interval: bought.interval })
    const offer = sold.get(priceId)?.offer
    const facts = offer && offer.kind !== 'plan' ? offer : null
    const name = facts?.name?.[locale] ?? t('unnamed')
    const season = facts?.season?.number
    return t(bought.kind, {
      name: season === undefined || season === null ? name : t('season', { name, number: season }),
    })
  }
}
