import { getStaffMail, tellStaff } from '#server/domains/billing/index.ts'
import {
  formatMoney,
  type StaffMailDto,
  type StaffMailInput,
  type StaffNews,
} from '#server/domains/billing/schemas.ts'
import { mailer } from '#server/platform/mail/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'
import { writeMail } from '../identity/mail-texts.ts'
import { nameBought } from './send-billing-mail.ts'

/** Has each of the staff who may act on something told of it. */
export const tellStaffOf: JobHandler<StaffNews> = async (context, news) => {
  const { told } = await tellStaff(context, { letterId: context.runId, news })
  if (told > 0) context.log.info({ about: news.about, told }, 'staff is told')
}

/** Sends a mail to one of the staff; one whose reason is gone by now is passed over. */
export const sendStaffMail: JobHandler<StaffMailInput> = async (context, payload) => {
  const mail = await getStaffMail(context, payload)
  if (!mail) return
  const what = mail.mail === 'staff-dispute' ? await nameBought(context, mail) : ''
  const { letterId, accountId } = payload
  await mailer().send({
    id: `${mail.mail}-${letterId}-${accountId}`,
    to: mail.reader.to,
    ...writeStaffMail(mail, what),
  })
}

/** Writes a mail to one of the staff; `what` is what a disputed payment bought. */
export function writeStaffMail(dto: StaffMailDto, what: string): ReturnType<typeof writeMail> {
  const { mail, reader } = dto
  switch (mail) {
    case 'staff-ledger':
      return writeMail(mail, reader, {}, { path: '/admin/ledger' })
    case 'staff-transfers':
      return writeMail(mail, reader, { count: String(dto.waiting) }, { path: '/admin/transfers' })
    case 'staff-dispute': {
      const { id, currency, code } = dto.payment
      const amount = formatMoney({ amountMinor: dto.amountMinor, currency }, reader.locale)
      const values = { amount, what, code: code ?? id }
      return writeMail(mail, reader, values, { path: `/admin/payments?payment=${id}` })
    }
  }
}
