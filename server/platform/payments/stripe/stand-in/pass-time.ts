import { expireSession } from './checkout.ts'
import { seconds, type Desk } from './desk.ts'
import { attempt, endPeriod } from './renew.ts'
import { itemOfSubscription } from './subscribe.ts'

/** Does what the clock asks for: sessions end, periods renew, declined cards are tried again. True where it did. */
export function passTime(desk: Desk): boolean {
  const now = seconds(desk)
  const { store } = desk
  const over = store.list('checkout.session', ({ status, expires_at: at }) => status === 'open' && at <= now)
  for (const session of over) expireSession(desk, session)
  const due = store.list(
    'invoice',
    ({ status, next_payment_attempt: at }) => status === 'open' && at !== null && at <= now,
  )
  for (const invoice of due) {
    const subscription = store.get('subscription', invoice.parent.subscription_details.subscription)
    if (subscription.status === 'past_due') attempt(desk, subscription, invoice)
  }
  let renewed = 0
  for (const subscription of store.list('subscription')) {
    const item = itemOfSubscription(subscription)
    const renews = (): boolean => subscription.status === 'active' || subscription.status === 'trialing'
    while (renews() && item.current_period_end <= now) {
      endPeriod(desk, subscription)
      renewed += 1
    }
  }
  return over.length + due.length + renewed > 0
}
