import { broadcast } from '../../platform/live/live.ts'
import type { SubscriptionRow } from './subscription.repository.ts'
import { subscriptionChanged, type SubscriptionChangedMessage } from './subscription.schemas.ts'

/** Has the pages of its account read a subscription again; once the transaction is through. */
export async function announceSubscription({
  id,
  accountId,
  state,
}: Pick<SubscriptionRow, 'id' | 'accountId' | 'state'>): Promise<void> {
  const payload: SubscriptionChangedMessage = { subscriptionId: id, state }
  await broadcast({ room: `account:${accountId}`, name: subscriptionChanged, payload })
}
