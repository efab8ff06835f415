'use server'

import { requestReconciliation } from '#server/domains/billing/index.ts'
import { action } from '#server/http/action.ts'
import { authorize } from '#server/platform/authorize/authorize.ts'
import { toRange, type DaysInput } from './read-days.ts'

export const reconcileAction = action(async (context, input: DaysInput) => {
  authorize(context, 'payment.settle')
  await requestReconciliation(context, toRange(input, context.now))
})
