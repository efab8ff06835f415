'use server'

import { cancelSubscription } from '#server/domains/billing/index.ts'
import { action } from '#server/http/action.ts'
import { authorize } from '#server/platform/authorize/authorize.ts'

/** On somebody's behalf: one's own is cancelled where one's own plan is. */
export const cancelSubscriptionAction = action(
  async (context, { subscriptionId }: { subscriptionId: string }) => {
    authorize(context, 'payment.refund')
    await cancelSubscription(context, { subscriptionId })
  },
)
