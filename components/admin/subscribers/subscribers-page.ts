import type { SubscriptionCounts, SubscriptionDto } from '#server/domains/billing/schemas.ts'

/** Somebody's plan, and who they are where they are still there. */
export type SubscriberRow = SubscriptionDto & { person: string | null }

/** Everything the page of subscribers shows. */
export type SubscribersPage = {
  list: { subscriptions: SubscriberRow[]; total: number; page: number; pageSize: number }
  /** Of the plan that is chosen, or of all. */
  counts: SubscriptionCounts
  plans: { id: string; name: { vi: string; en: string } }[]
  mayCancel: boolean
  nowIso: string
}
