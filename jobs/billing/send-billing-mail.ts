import { createTranslator } from 'next-intl'
import en from '#i18n/messages/en/billing.json' with { type: 'json' }
import vi from '#i18n/messages/vi/billing.json' with { type: 'json' }
import { getBillingMail, quoteRenewal } from '#server/domains/billing/index.ts'
import {
  boughtValues,
  formatMoney,
  graceDays,
  type BillingMail,
  type BillingMailDto,
  type BillingMailInput,
  type RenewalDto,
} from '#server/domains/billing/schemas.ts'
import { describePrices } from '#server/domains/offers/index.ts'
import { mailer } from '#server/platform/mail/index.ts'
import type { JobContext, JobHandler } from '#server/platform/queues/job-handler.ts'
import { formatDay, mailTexts, writeMail } from '../identity/mail-texts.ts'

type Language = BillingMailDto['reader']['locale']
type PaymentMailDto = Extract<BillingMailDto, { payment: unknown }>
type SubscriptionMailDto = Exclude<BillingMailDto, PaymentMailDto>

const texts = { vi, en }

/** Sends a mail about a payment or a subscription; one whose reason is gone by now is passed over. */
export const sendBillingMail: JobHandler<BillingMailInput> = async (context, payload) => {
  const mail = await getBillingMail(context, payload)
  if (!mail) return
  const written =
    'payment' in mail
      ? writePaymentMail(mail, await nameBought(context, mail))
      : writeSubscriptionMail(mail, await findRenewal(context, mail))
  await mailer().send({ id: `${mail.mail}-${context.runId}`, to: mail.reader.to, ...written })
}

/** Gives what a payment is for, in the reader's language. */
export async function nameBought(
  context: JobContext,
  { payment, reader }: Pick<PaymentMailDto, 'payment' | 'reader'>,
): Promise<string> {
  const { priceId } = payment
  const say = words(reader.locale)
  const quote = (await describePrices(context, { priceIds: [priceId] })).get(priceId)
  return quote ? say('what', boughtValues(quote, reader.locale, say('gone'))) : say('gone')
}

async function findRenewal(
  context: JobContext,
  { mail, subscription }: SubscriptionMailDto,
): Promise<RenewalDto | null> {
  if (mail !== 'renewal-due' && mail !== 'past-due-transfer') return null
  const { plan, interval, currency } = subscription
  return quoteRenewal(context, { planId: plan.id, interval, currency })
}

/** Writes a mail about a payment of `what`. */
export function writePaymentMail(dto: PaymentMailDto, what: string): ReturnType<typeof writeMail> {
  const { mail, payment, reader, reference, amountMinor } = dto
  const { locale } = reader
  const { currency, instructions } = payment
  const money = (minor: number): string => formatMoney({ amountMinor: minor, currency }, locale)
  const account = instructions?.kind === 'transfer' ? instructions.account : null
  const values = {
    what,
    amount: money(amountMinor),
    price: money(payment.amountMinor),
    received: money(payment.receivedMinor),
    missing: money(payment.missingMinor),
    method: words(locale)(`method.${payment.provider}`),
    code: payment.provider === 'sepay' ? (payment.code ?? payment.id) : (reference ?? payment.id),
    date: formatDay(payment.settledAt ?? payment.createdAt, locale),
    period: periodWords(dto),
    bank: account?.bank ?? '',
    number: account?.number ?? '',
    holder: account?.holder ?? '',
  }
  return writeMail(mail, reader, values, { path: pathOfPayment(mail, payment.id) })
}

/** Writes a mail about a plan; `renewal` is what its next period costs, null where nobody sells it. */
export function writeSubscriptionMail(
  { mail, subscription, reader, periodEndsAt }: SubscriptionMailDto,
  renewal: RenewalDto | null,
): ReturnType<typeof writeMail> {
  const { locale } = reader
  const say = mailTexts(locale)
  const values = {
    plan: subscription.plan.name[locale],
    date: formatDay(periodEndsAt, locale),
    days: String(graceDays),
    price: say(subscription.interval === 'year' ? 'eachYear' : 'eachMonth', {
      price: formatMoney(subscription, locale),
    }),
    next: renewal ? say('nextPrice', { price: formatMoney(renewal, locale) }) : say('planGone'),
  }
  return writeMail(mail, reader, values, { path: pathOfPlan(mail, renewal) })
}

function periodWords({ payment, reader: { locale } }: PaymentMailDto): string {
  const { periodStartsAt, periodEndsAt } = payment
  if (!periodStartsAt || !periodEndsAt) return ''
  return mailTexts(locale)('paidPeriod', {
    from: formatDay(periodStartsAt, locale),
    until: formatDay(periodEndsAt, locale),
  })
}

function pathOfPayment(mail: BillingMail, paymentId: string): string {
  if (mail === 'payment-held') return `/checkout/${paymentId}`
  return mail === 'payment-credited' ? '/billing' : `/billing/payments/${paymentId}`
}

function pathOfPlan(mail: BillingMail, renewal: RenewalDto | null): string {
  if (mail === 'renewal-due' || mail === 'past-due-transfer')
    return renewal ? `/checkout?price=${renewal.priceId}` : '/plans'
  return mail === 'plan-ended' ? '/plans' : '/billing'
}

function words(locale: Language): (key: string, values?: Record<string, string>) => string {
  return createTranslator({ locale, messages: texts[locale] }) as unknown as ReturnType<typeof words>
}
