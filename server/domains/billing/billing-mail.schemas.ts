import { z } from 'zod'
import type { PaymentDto } from './payment.schemas.ts'
import type { ReceiptDto } from './receipt.schemas.ts'
import type { SubscriptionDto } from './subscription.schemas.ts'

/** Every mail about money; `mail.json` has its words. */
export const paymentMails = [
  'payment-settled',
  'payment-held',
  'payment-credited',
  'payment-refunded',
  'payment-refunded-partly',
  'payment-refund-failed',
  'payment-refund-failed-wholly',
] as const
export const subscriptionMails = [
  'renewal-due',
  'trial-ending',
  'past-due-card',
  'past-due-transfer',
  'plan-cancelled',
  'plan-ended',
] as const
export type PaymentMail = (typeof paymentMails)[number]
export type SubscriptionMail = (typeof subscriptionMails)[number]
export type BillingMail = PaymentMail | SubscriptionMail

/** What the event said that the mail is about: it may be otherwise by the time it is written. */
export const billingMailSchema = z.discriminatedUnion('about', [
  z.object({
    about: z.literal('payment'),
    event: z.enum(['settled', 'held', 'credited', 'refunded', 'refund-failed']),
    paymentId: z.uuid(),
    amountMinor: z.int(),
    /** Whether all that was paid went back; of a refund that failed, whether it had until then. */
    isWhole: z.boolean().default(false),
  }),
  z.object({
    about: z.literal('subscription'),
    event: z.enum(['renewal-due', 'trial-ending', 'past-due', 'cancelled', 'ended']),
    subscriptionId: z.uuid(),
    periodEndsAt: z.iso.datetime(),
  }),
])
export type BillingMailInput = z.input<typeof billingMailSchema>

export type MailReader = { to: string; name: string; locale: 'vi' | 'en' }

/** All that a mail about money says, but for the names of what offers sell. */
export type BillingMailDto = { reader: MailReader } & (
  | {
      mail: PaymentMail
      payment: PaymentDto
      reference: ReceiptDto['reference']
      /** What moved. */
      amountMinor: number
    }
  | { mail: SubscriptionMail; subscription: SubscriptionDto; periodEndsAt: string }
)
