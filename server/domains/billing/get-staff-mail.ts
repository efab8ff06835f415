import type { Context } from '../../platform/context/context.ts'
import { may } from '../../platform/authorize/authorize.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { getPerson } from '../identity/index.ts'
import { toPaymentDto } from './payment-dto.ts'
import { findPayment } from './payment.repository.ts'
import { requireSystem } from './policy.ts'
import {
  staffMailSchema,
  type StaffMailDto,
  type StaffMailInput,
  type StaffNews,
} from './staff-mail.schemas.ts'
import { actsOn } from './tell-staff.ts'
import { readTransfers } from './transfer.repository.ts'

/**
 * Gives all that a mail to one of the staff says, for the job that sends it; null where there is nothing to send any more:
 * they may no longer act on it, or it is done by now.
 */
export async function getStaffMail(context: Context, input: StaffMailInput): Promise<StaffMailDto | null> {
  requireSystem(context)
  const { accountId, news } = parseInput(staffMailSchema, input)
  const person = await findPerson(context, accountId)
  if (person?.state !== 'active') return null
  const { role, email, displayName, locale } = person
  if (!may({ kind: 'account', accountId, role }, actsOn[news.about])) return null
  const told = await tellOf(news)
  return told && { reader: { to: email, name: displayName, locale }, ...told }
}

type Told<Dto> = Dto extends unknown ? Omit<Dto, 'reader'> : never

async function tellOf(news: StaffNews): Promise<Told<StaffMailDto> | null> {
  switch (news.about) {
    case 'ledger':
      return { mail: 'staff-ledger' }
    case 'dispute': {
      const found = await findPayment(news.paymentId)
      if (found?.payment.dispute !== 'open') return null
      return { mail: 'staff-dispute', payment: toPaymentDto(found), amountMinor: news.amountMinor }
    }
    case 'transfers': {
      const page = { limit: 1, offset: 0 }
      const { total: waiting } = await readTransfers({ states: ['queued', 'quarantined'] }, page)
      return waiting === 0 ? null : { mail: 'staff-transfers', waiting }
    }
  }
}

async function findPerson(context: Context, id: string) {
  try {
    return await getPerson(context, { accountId: id })
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') return null
    throw error
  }
}
