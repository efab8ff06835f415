import type { z } from 'zod'
import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { env } from '../../platform/env/env.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import type { Charge, PaymentProvider } from '../../platform/payments/port.ts'
import { paymentProvider } from '../../platform/payments/providers.ts'
import { makePaymentCode } from '../../platform/payments/sepay/payment-code.ts'
import { database, inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { getAccount } from '../identity/index.ts'
import { describePrices, quote } from '../offers/index.ts'
import { alreadyOwned, alreadyRented, alreadySubscribed, currencyNotTaken, requestKeyUsed } from './errors.ts'
import { findPossession } from './find-possession.ts'
import { toPaymentDto } from './payment-dto.ts'
import {
  changePayment,
  findOpenFor,
  findOpenPayment,
  findPaymentByKey,
  insertPayment,
  lockAccountMoney,
  lockPayment,
  type PaymentRow,
} from './payment.repository.ts'
import { startPaymentSchema, type PaymentDto, type StartPaymentInput } from './payment.schemas.ts'
import { requirePrice, type PriceRow } from './price.repository.ts'
import { stopPayment } from './stop-payment.ts'
import { goesOn } from './subscription-changes.ts'
import { findLivingSubscription, hasHadSubscription } from './subscription.repository.ts'

type Wanted = z.output<typeof startPaymentSchema>

const minuteMs = 60_000
/** A page of a card provider lives half an hour at least by its own clock: a minute more than that. */
const pageMs = 31 * minuteMs
const transferMs = 24 * 60 * minuteMs
/** One that is open for less than this is not handed out again. */
const leastOpenMs = 5 * minuteMs

/**
 * Starts paying a price and tells what to do next: a page to go to, or a transfer to make. The same request key, and the
 * same price while its payment is open, start one payment; what else of the account's waits to be paid for the same title
 * or for a plan is stopped first, so that nobody pays twice. Throws `price.not-found`, `price.changed`, `offer.withdrawn`,
 * `offer.owned`, `offer.rented`, `payment.provider-off`, `payment.currency-not-taken`, `payment.request-key-used`,
 * `subscription.living`, and what the provider throws while it is away: the same key then goes on with it.
 */
export async function startPayment(context: Context, input: StartPaymentInput): Promise<PaymentDto> {
  authorize(context, 'account.own')
  const accountId = requireAccountId(context)
  const wanted = parseInput(startPaymentSchema, input)
  const provider = paymentProvider(wanted.provider)
  const earlier = await findPaymentByKey(database(), { accountId, requestKey: wanted.requestKey })
  if (!earlier) await quote(context, { priceId: wanted.priceId })
  const { payment, offer, isFirst } = await openAlone(context, { wanted, provider, accountId })
  if (payment.state !== 'pending' || payment.instructions !== null) return toPaymentDto({ payment, ...offer })
  const charge = await describeCharge(context, { wanted, payment, offer, isFirst })
  const started = await provider.start(charge)
  const told = await inTransaction(async (tx) => {
    const row = await lockPayment(tx, payment.id)
    if (!row || row.instructions !== null) return row ?? payment
    const { kind, providerId, ...rest } = started
    const instructions = { kind, ...rest } as NonNullable<PaymentRow['instructions']>
    return changePayment(tx, row.id, { instructions, providerId: row.providerId ?? providerId })
  })
  // Another one was begun meanwhile: this page came too late to be closed with its payment.
  if (told.state === 'cancelled') await stopOther(context, { ...told, providerId: started.providerId })
  return toPaymentDto({ payment: told, ...offer })
}

type Opening = { wanted: Wanted; provider: PaymentProvider; accountId: string }
type Opened = { payment: PaymentRow; offer: PriceRow; isFirst: boolean }

/** Opens the payment once nothing else of the account's waits for the same. */
async function openAlone(context: Context, opening: Opening): Promise<Opened> {
  const tried = new Set<string>()
  for (;;) {
    const opened = await inTransaction((tx) => openPayment(tx, context, opening, tried))
    if (!Array.isArray(opened)) return opened
    for (const other of opened) {
      tried.add(other.id)
      await stopOther(context, other)
    }
  }
}

/** What can not be stopped now stays open: should both be paid, the second buys nothing and is given back. */
async function stopOther(
  context: Context,
  other: Pick<PaymentRow, 'id' | 'provider' | 'providerId'>,
): Promise<void> {
  try {
    await stopPayment(context, other)
  } catch (error) {
    const isOff = error instanceof AppError && error.code === 'payment.provider-off'
    if (!isOff && !(error instanceof AppError && error.kind === 'unavailable')) throw error
    context.log.warn({ err: error, paymentId: other.id }, 'an open payment could not be stopped')
  }
}

/** Gives the payment; or, where others wait for the same and were not `tried` yet, those. */
async function openPayment(
  tx: Transaction,
  context: Context,
  { wanted, provider, accountId }: Opening,
  tried: ReadonlySet<string>,
): Promise<Opened | PaymentRow[]> {
  await lockAccountMoney(tx, accountId)
  const { priceId, requestKey } = wanted
  const isFirst = !(await hasHadSubscription(tx, accountId))
  const earlier = await findPaymentByKey(tx, { accountId, requestKey })
  if (earlier) {
    if (earlier.priceId !== priceId || earlier.provider !== provider.name) throw requestKeyUsed()
    return { payment: earlier, offer: await requirePrice(tx, priceId), isFirst }
  }
  const offer = await requirePrice(tx, priceId)
  await checkOffer(tx, context, { offer, provider, accountId })
  const openAt = new Date(context.now.getTime() + leastOpenMs)
  const open = await findOpenPayment(tx, { accountId, priceId, provider: provider.name, openAt })
  const others = (await findOpenFor(tx, { accountId, offer })).filter(
    ({ id }) => id !== open?.id && !tried.has(id),
  )
  if (others.length > 0) return others
  return {
    payment: open ?? (await insert(tx, context, { wanted, provider, accountId, offer })),
    offer,
    isFirst,
  }
}

async function checkOffer(
  tx: Transaction,
  context: Context,
  { offer, provider, accountId }: { offer: PriceRow; provider: PaymentProvider; accountId: string },
): Promise<void> {
  const { currency } = offer.price
  if (!provider.currencies.includes(currency)) throw currencyNotTaken(provider.name, currency)
  if (!offer.plan) {
    const possession = await findPossession(tx, context, { accountId, offer })
    if (possession) throw possession === 'owned' ? alreadyOwned() : alreadyRented()
    return
  }
  const living = await findLivingSubscription(tx, accountId)
  if (!living || !goesOn(living)) return
  // Who paid by transfer may pay the next period ahead; a card's plan goes on by itself.
  const isAhead = living.renews === 'by-transfer' && living.planId === offer.plan.id && !provider.renewals
  if (!isAhead) throw alreadySubscribed()
}

async function insert(
  tx: Transaction,
  context: Context,
  opening: { wanted: Wanted; provider: PaymentProvider; accountId: string; offer: PriceRow },
): Promise<PaymentRow> {
  const { wanted, provider, accountId, offer } = opening
  const livesMs = provider.accountNumbers.length > 0 ? transferMs : pageMs
  // A code that another payment has is as rare as can be; a second one then serves.
  for (let round = 0; round < 3; round++) {
    const row = await insertPayment(tx, {
      accountId,
      provider: provider.name,
      priceId: wanted.priceId,
      currency: offer.price.currency,
      amountMinor: offer.price.amountMinor,
      state: 'pending',
      code: makePaymentCode(),
      requestKey: wanted.requestKey,
      createdAt: context.now,
      expiresAt: new Date(context.now.getTime() + livesMs),
    })
    if (row) return row
  }
  throw new Error('Three payment codes in a row were taken.')
}

async function describeCharge(
  context: Context,
  starting: { wanted: Wanted; payment: PaymentRow; offer: PriceRow; isFirst: boolean },
): Promise<Charge> {
  const { wanted, payment, offer, isFirst } = starting
  const [{ email }, described] = await Promise.all([
    getAccount(context, { id: payment.accountId }),
    describePrices(context, { priceIds: [payment.priceId] }),
  ])
  const name = described.get(payment.priceId)?.offer.name
  const { interval } = offer.price
  const trialDays = isFirst ? (offer.plan?.trialDays ?? 0) : 0
  const address = (path: string): string =>
    new URL(path.replaceAll('{paymentId}', payment.id), env().MARQUEE_PUBLIC_URL).href
  return {
    paymentId: payment.id,
    code: payment.code ?? '',
    money: { amountMinor: payment.amountMinor, currency: payment.currency },
    description: name?.[wanted.locale] ?? payment.code ?? '',
    locale: wanted.locale,
    email,
    returnUrl: address(wanted.returnPath),
    cancelUrl: address(wanted.cancelPath),
    expiresAt: payment.expiresAt,
    renewal: interval ? { interval, trialDays } : null,
  }
}
