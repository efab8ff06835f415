import { z } from 'zod'
import type { MailReader } from './billing-mail.schemas.ts'
import type { PaymentDto } from './payment.schemas.ts'

/** Every mail about money to whoever may act on it; `mail.json` has its words. */
export const staffMails = ['staff-ledger', 'staff-dispute', 'staff-transfers'] as const
export type StaffMail = (typeof staffMails)[number]

/** What staff is to be told of. */
export const staffNewsSchema = z.discriminatedUnion('about', [
  z.object({ about: z.literal('ledger') }),
  z.object({ about: z.literal('dispute'), paymentId: z.uuid(), amountMinor: z.int() }),
  /** One that waits; its letter tells of all that do by then. */
  z.object({ about: z.literal('transfers'), transferId: z.uuid() }),
])
export type StaffNews = z.output<typeof staffNewsSchema>

export const staffMailSchema = z.object({
  accountId: z.uuid(),
  /** The same for all who get this letter, and however often it is written. */
  letterId: z.uuid(),
  news: staffNewsSchema,
})
export type StaffMailInput = z.output<typeof staffMailSchema>

/** All that such a mail says, but for the name of what was sold. */
export type StaffMailDto = { reader: MailReader } & (
  | { mail: 'staff-ledger' }
  | { mail: 'staff-dispute'; payment: PaymentDto; amountMinor: number }
  | { mail: 'staff-transfers'; waiting: number }
)
