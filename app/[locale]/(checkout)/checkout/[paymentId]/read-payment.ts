import type { PaymentStep, PaymentView, TransferView } from '#components/checkout/views.ts'
import { checkoutHref } from '#components/offers/checkout-href.ts'
import type { Locale } from '#i18n/routing.ts'
import { getPayment, listSubscriptions } from '#server/domains/billing/index.ts'
import { addInterval, isTrial, type PaymentDto } from '#server/domains/billing/schemas.ts'
import type { TitleDetailDto } from '#server/domains/catalogue/schemas.ts'
import { listEntitlements } from '#server/domains/entitlements/index.ts'
import { describePrices } from '#server/domains/offers/index.ts'
import type { Money, QuoteDto } from '#server/domains/offers/schemas.ts'
import type { Context } from '#server/platform/context/context.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import { readDays } from '../../../read-days.ts'
import { toBoughtTitle, toBoughtView } from '../bought-view.ts'
import { drawQr } from '../draw-qr.ts'
import { isBeingConfirmed } from './is-being-confirmed.ts'

type Asked = {
  accountId: string
  paymentId: string
  /** The provider's page led back here, done. */
  isBack: boolean
  wanted: TitleDetailDto | null
}

/** Gives one's own payment as its page shows it; null for others' and for none, whoever asks. */
export async function readPayment(
  context: Context,
  { accountId, paymentId, isBack, wanted }: Asked,
  locale: Locale,
): Promise<PaymentView | null> {
  const payment = await findOwn(context, { accountId, paymentId })
  if (!payment) return null
  const quoted = (await describePrices(context, { priceIds: [payment.priceId] })).get(payment.priceId)
  if (!quoted) return null
  const paidAt = payment.settledAt ? new Date(payment.settledAt) : context.now
  const [bought, step, period] = await Promise.all([
    toBoughtView(quoted, locale, paidAt),
    toStep(context, payment, { isBack, locale }),
    readPeriod(context, payment, { quoted, locale }),
  ])
  const { id, code, provider, priceId } = payment
  const price = inCurrency(payment, payment.amountMinor)
  return {
    id,
    accountId,
    code,
    provider,
    price,
    bought,
    period,
    wanted: wanted && toBoughtTitle(wanted, locale),
    againHref: checkoutHref(priceId, wanted?.slug),
    step,
  }
}

async function findOwn(
  context: Context,
  { accountId, paymentId }: Pick<Asked, 'accountId' | 'paymentId'>,
): Promise<PaymentDto | null> {
  try {
    const payment = await getPayment(context, { paymentId })
    // Staff may read others', and pay none of them.
    return payment.accountId === accountId ? payment : null
  } catch (error) {
    if (error instanceof AppError && (error.kind === 'not-found' || error.kind === 'invalid-input'))
      return null
    throw error
  }
}

async function toStep(
  context: Context,
  payment: PaymentDto,
  { isBack, locale }: { isBack: boolean; locale: Locale },
): Promise<PaymentStep> {
  const { instructions, createdAt, expiresAt, state, receivedMinor } = payment
  const money = (amountMinor: number) => inCurrency(payment, amountMinor)
  const credited = receivedMinor > 0 ? money(receivedMinor) : null
  const now = context.now.toISOString()
  const isOver = expiresAt <= now || state === 'expired'
  if (isOver && isBack && isBeingConfirmed(payment, context.now)) return { kind: 'card', url: null, isBack }
  switch (state) {
    case 'pending': {
      if (isOver) return { kind: 'over', why: 'expired', credited }
      if (!instructions) return { kind: 'starting' }
      if (instructions.kind === 'page') return { kind: 'card', url: instructions.url, isBack }
      const transfer = toTransfer(instructions, money(payment.amountMinor))
      return { kind: 'transfer', transfer, createdAt, expiresAt, now }
    }
    case 'held': {
      const missing = money(payment.missingMinor)
      const transfer = instructions?.kind === 'transfer' ? toTransfer(instructions, missing) : null
      const received = money(payment.amountMinor - payment.missingMinor)
      return { kind: 'held', transfer, received, missing }
    }
    case 'settled':
      return toSettled(context, payment, locale)
    case 'expired':
    case 'cancelled':
    case 'failed':
      return { kind: 'over', why: state, credited }
  }
}

async function toSettled(context: Context, payment: PaymentDto, locale: Locale): Promise<PaymentStep> {
  const { refundedMinor, refundableMinor, surplusMinor, dispute } = payment
  if (dispute === 'open' || dispute === 'lost') return { kind: 'disputed' }
  if (refundedMinor > 0 && refundableMinor === 0)
    return { kind: 'refunded', refunded: inCurrency(payment, refundedMinor) }
  const { periodStartsAt, periodEndsAt } = payment
  const { day } = await readDays(locale)
  return {
    kind: 'done',
    isOpen: await isOpen(context, payment),
    period: periodStartsAt && periodEndsAt ? { from: day(periodStartsAt), until: day(periodEndsAt) } : null,
    isTrial: isTrial(payment),
    surplus: surplusMinor > 0 ? inCurrency(payment, surplusMinor) : null,
  }
}

/** Rights are granted a moment after the money came, by the name of the payment or of the trial that it began. */
async function isOpen(
  context: Context,
  { id, accountId, subscriptionId }: Pick<PaymentDto, 'id' | 'accountId' | 'subscriptionId'>,
): Promise<boolean> {
  const rights = await listEntitlements(context, { accountId })
  return rights.some(
    ({ source }) =>
      source === `payment:${id}` ||
      source.startsWith(`payment:${id}:`) ||
      (subscriptionId !== null && source === `subscription:${subscriptionId}:trial`),
  )
}

type Transfer = Extract<NonNullable<PaymentDto['instructions']>, { kind: 'transfer' }>

function toTransfer({ account, qr, content }: Transfer, money: Money): TransferView {
  const { bank, number, holder } = account
  return { qr: drawQr(qr), bank, number, holder, content, money }
}

/** Of a plan by transfer: the day until which this opens it, if the money came now. */
async function readPeriod(
  context: Context,
  { accountId, provider, state }: PaymentDto,
  { quoted, locale }: { quoted: QuoteDto; locale: Locale },
): Promise<string | null> {
  const { offer, price } = quoted
  if (offer.kind !== 'plan' || !price.interval || provider !== 'sepay') return null
  if (state !== 'pending' && state !== 'held') return null
  const { subscriptions } = await listSubscriptions(context, { accountId, planId: offer.id, limit: 5 })
  const living = subscriptions.find((each) => each.state !== 'ended' && each.renews === 'by-transfer')
  const from =
    living && new Date(living.periodEndsAt) > context.now ? new Date(living.periodEndsAt) : context.now
  const { day } = await readDays(locale)
  return day(addInterval(from, price.interval))
}

function inCurrency({ currency }: Pick<PaymentDto, 'currency'>, amountMinor: number): Money {
  return { amountMinor, currency }
}
