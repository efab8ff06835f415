import type { Stripe } from 'stripe'
import type { ChargeState } from '../port.ts'
import { describeRenewal, describeSession, type Collected } from './charge-state.ts'
import { idOf, orNull, whole } from './client.ts'

const nothing: Collected = { intent: null, disputes: [], refunds: [] }

/**
 * Reads a charge anew by the id of its session, payment intent, charge, invoice or dispute; null where there is none, or
 * it is none of ours.
 */
export async function fetchCharge(stripe: Stripe, subject: string): Promise<ChargeState | null> {
  switch (subject.split('_', 1)[0]) {
    case 'cs':
      return bySession(stripe, subject)
    case 'in':
      return byInvoice(stripe, subject)
    case 'pi':
      return byIntent(stripe, subject)
    case 'ch':
    case 'py': {
      const charge = await orNull(stripe.charges.retrieve(subject))
      return byIntent(stripe, idOf(charge?.payment_intent))
    }
    case 'du':
    case 'dp': {
      const dispute = await orNull(stripe.disputes.retrieve(subject))
      return byIntent(stripe, idOf(dispute?.payment_intent))
    }
    default:
      return null
  }
}

/** The payment intent that collected a charge of ours; null while none has. */
export async function findIntentId(stripe: Stripe, providerId: string): Promise<string | null> {
  if (providerId.startsWith('in_')) return intentOfInvoice(stripe, providerId)
  if (!providerId.startsWith('cs_')) return null
  const session = await orNull(stripe.checkout.sessions.retrieve(providerId))
  const invoice = idOf(session?.invoice)
  return idOf(session?.payment_intent) ?? (invoice === null ? null : intentOfInvoice(stripe, invoice))
}

async function bySession(stripe: Stripe, id: string): Promise<ChargeState | null> {
  const session = await orNull(
    stripe.checkout.sessions.retrieve(id, {
      expand: ['invoice', 'payment_intent.latest_charge.balance_transaction'],
    }),
  )
  if (!session) return null
  const invoice = whole(session.invoice)
  const intent = whole(session.payment_intent)
  const collected = invoice ? await collectedBy(stripe, invoice.id) : await withWhatFollowed(stripe, intent)
  return describeSession(session, invoice, collected)
}

async function byIntent(stripe: Stripe, intent: string | null): Promise<ChargeState | null> {
  if (intent === null) return null
  const [session] = (await stripe.checkout.sessions.list({ payment_intent: intent, limit: 1 })).data
  if (session) return bySession(stripe, session.id)
  const payment = { type: 'payment_intent' as const, payment_intent: intent }
  const [paid] = (await stripe.invoicePayments.list({ payment, limit: 1 })).data
  const invoice = idOf(paid?.invoice)
  return invoice === null ? null : byInvoice(stripe, invoice)
}

async function byInvoice(stripe: Stripe, id: string): Promise<ChargeState | null> {
  const invoice = await orNull(stripe.invoices.retrieve(id))
  const details = invoice?.parent?.subscription_details
  const subscription = idOf(details?.subscription)
  if (!invoice || !details?.metadata?.paymentId || subscription === null) return null
  if (invoice.billing_reason !== 'subscription_create')
    return describeRenewal(invoice, await collectedBy(stripe, id))
  const [session] = (await stripe.checkout.sessions.list({ subscription, limit: 1 })).data
  return session ? bySession(stripe, session.id) : null
}

async function collectedBy(stripe: Stripe, invoice: string): Promise<Collected> {
  const intent = await intentOfInvoice(stripe, invoice)
  if (intent === null) return nothing
  const expand = ['latest_charge.balance_transaction']
  return withWhatFollowed(stripe, await orNull(stripe.paymentIntents.retrieve(intent, { expand })))
}

async function intentOfInvoice(stripe: Stripe, invoice: string): Promise<string | null> {
  const { data } = await stripe.invoicePayments.list({ invoice, limit: 100 })
  const paid = data.find((payment) => payment.status === 'paid') ?? data.find((payment) => payment.is_default)
  return idOf(paid?.payment.payment_intent)
}

/** A charge tells whether it was disputed; that a refund failed is told by the refund alone. */
async function withWhatFollowed(stripe: Stripe, intent: Stripe.PaymentIntent | null): Promise<Collected> {
  const charge = whole(intent?.latest_charge)
  if (!charge?.paid) return { intent, disputes: [], refunds: [] }
  const page = { charge: charge.id, limit: 100 }
  const [disputes, refunds] = await Promise.all([
    charge.disputed ? stripe.disputes.list(page) : null,
    stripe.refunds.list(page),
  ])
  return { intent, disputes: disputes?.data ?? [], refunds: refunds.data }
}
