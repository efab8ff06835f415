'use server'

import {
  confirmRefund,
  refundPayment,
  requestReconciliation,
  resendRefund,
  withdrawRefund,
} from '#server/domains/billing/index.ts'
import type { RefundPaymentInput } from '#server/domains/billing/schemas.ts'
import { action } from '#server/http/action.ts'

export const refundAction = action(async (context, input: RefundPaymentInput) => {
  await refundPayment(context, input)
})

export const confirmRefundAction = action(async (context, { refundId }: { refundId: string }) => {
  await confirmRefund(context, { refundId })
})

export const withdrawRefundAction = action(async (context, { refundId }: { refundId: string }) => {
  await withdrawRefund(context, { refundId })
})

export const resendRefundAction = action(async (context, { refundId }: { refundId: string }) => {
  await resendRefund(context, { refundId })
})

/** The last three hours at every provider. */
export const reconcileAction = action(async (context) => {
  await requestReconciliation(context, {})
})
