import type { z } from 'zod'
import type { Context } from '../../platform/context/context.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { getAccount } from '../identity/index.ts'
import {
  billingMailSchema,
  type BillingMailDto,
  type BillingMailInput,
  type MailReader,
  type PaymentMail,
  type SubscriptionMail,
} from './billing-mail.schemas.ts'
import { toSubscriptionDto } from './list-subscriptions.ts'
import { toPaymentDto } from './payment-dto.ts'
import { findPayment, type PaymentRow } from './payment.repository.ts'
import { requireSystem } from './policy.ts'
import { isPaid } from './settle-right.ts'
import { detailsOf } from './subscription-changes.ts'
import { findSubscription, type SubscriptionRow } from './subscription.repository.ts'

type Asked = z.output<typeof billingMailSchema>

/**
 * Gives all that a mail about a payment or a subscription says, for the job that sends it; null where there is nothing
 * to send any more: the account is gone, or what it would tell is over by now.
 */
export async function getBillingMail(
  context: Context,
  input: BillingMailInput,
): Promise<BillingMailDto | null> {
  requireSystem(context)
  const asked = parseInput(billingMailSchema, input)
  return asked.about === 'payment' ? ofPayment(context, asked) : ofSubscription(context, asked)
}

async function ofPayment(
  context: Context,
  asked: Extract<Asked, { about: 'payment' }>,
): Promise<BillingMailDto | null> {
  const found = await findPayment(asked.paymentId)
  const reader = found && (await readerOf(context, found.payment.accountId))
  if (!found || !reader) return null
  // The rest has come meanwhile: its receipt says all.
  if (asked.event === 'held' && found.payment.state !== 'held') return null
  // It has failed meanwhile, and that mail says so.
  if (asked.event === 'refunded' && found.payment.refundedMinor === 0) return null
  const { provider, providerId } = found.payment
  return {
    reader,
    mail: mailOfPayment(asked, found.payment),
    payment: toPaymentDto(found),
    reference: provider === 'sepay' ? null : providerId,
    amountMinor: asked.amountMinor,
  }
}

function mailOfPayment(
  { event, isWhole }: Extract<Asked, { about: 'payment' }>,
  payment: PaymentRow,
): PaymentMail {
  if (event === 'refunded' && !isWhole) return 'payment-refunded-partly'
  // A part had taken nothing, and what bought nothing or is disputed opens nothing again.
  if (event === 'refund-failed' && isWhole && isPaid(payment)) return 'payment-refund-failed-wholly'
  return `payment-${event}`
}

async function ofSubscription(
  context: Context,
  asked: Extract<Asked, { about: 'subscription' }>,
): Promise<BillingMailDto | null> {
  const found = await findSubscription(asked.subscriptionId)
  const reader = found && (await readerOf(context, found.subscription.accountId))
  const mail = found && mailOfSubscription(asked, found.subscription)
  if (!found || !reader || !mail) return null
  return { reader, mail, subscription: toSubscriptionDto(found), periodEndsAt: asked.periodEndsAt }
}

function mailOfSubscription(
  { event, periodEndsAt }: Extract<Asked, { about: 'subscription' }>,
  row: SubscriptionRow,
): SubscriptionMail | null {
  switch (event) {
    case 'renewal-due':
      // Who has paid the next period, or gave it up, is asked for nothing.
      return row.state === 'active' && row.periodEndsAt.toISOString() === periodEndsAt ? 'renewal-due' : null
    case 'trial-ending':
      // Who cancelled meanwhile is charged nothing.
      return row.state === 'trial' && row.periodEndsAt.toISOString() === periodEndsAt ? 'trial-ending' : null
    case 'past-due':
      if (row.state !== 'past-due') return null
      return row.renews === 'by-itself' ? 'past-due-card' : 'past-due-transfer'
    case 'cancelled':
      return row.state === 'cancelled' || row.endedAt ? 'plan-cancelled' : null
    case 'ended': {
      const why = detailsOf(row).endedBecause
      // Another plan goes on in its place; of a refund, and of credit, its own mail tells.
      return why === 'replaced' || why === 'refunded' || why === 'credited' ? null : 'plan-ended'
    }
  }
}

async function readerOf(context: Context, accountId: string): Promise<MailReader | null> {
  try {
    const { email, displayName, locale } = await getAccount(context, { id: accountId })
    return { to: email, name: displayName, locale }
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') return null
    throw error
  }
}
