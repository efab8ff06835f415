'use server'

import { creditTransfer, matchTransfer, returnTransfer } from '#server/domains/billing/index.ts'
import { action } from '#server/http/action.ts'
import { findAccounts, findPayments } from './read-transfers.ts'

export const matchTransferAction = action(
  async (context, input: { transferId: string; paymentId: string }) => {
    await matchTransfer(context, input)
  },
)

export const creditTransferAction = action(
  async (context, input: { transferId: string; accountId: string }) => {
    await creditTransfer(context, input)
  },
)

export const returnTransferAction = action(async (context, input: { transferId: string; note: string }) => {
  await returnTransfer(context, input)
})

export const findPaymentsAction = action((context, input: { text: string }) => findPayments(context, input))

export const findAccountsAction = action((context, input: { text: string }) => findAccounts(context, input))
