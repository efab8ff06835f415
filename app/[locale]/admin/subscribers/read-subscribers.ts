import type { SubscribersPage } from '#components/admin/subscribers/subscribers-page.ts'
import { countSubscriptions, listSubscriptions } from '#server/domains/billing/index.ts'
import { listSubscriptionsSchema } from '#server/domains/billing/schemas.ts'
import { listPlansForAdmin } from '#server/domains/offers/index.ts'
import { may } from '#server/platform/authorize/authorize.ts'
import type { Context } from '#server/platform/context/context.ts'
import { namePeople } from '../payments/name-payments.ts'
import { readPage } from '../payments/read-payments.ts'
import { one, type SearchParams } from '../search-params.ts'

const pageSize = 25

/** Gives everything the page of subscribers shows. */
export async function readSubscribersPage(context: Context, search: SearchParams): Promise<SubscribersPage> {
  const { shape } = listSubscriptionsSchema
  const planId = shape.planId.safeParse(one(search.plan)).data
  const page = readPage(search)
  const [{ subscriptions, total }, counts, plans] = await Promise.all([
    listSubscriptions(context, {
      planId,
      state: shape.state.safeParse(one(search.state)).data,
      person: shape.person.safeParse(one(search.person)).data,
      limit: pageSize,
      offset: (page - 1) * pageSize,
    }),
    countSubscriptions(context, { planId }),
    listPlansForAdmin(context),
  ])
  const people = await namePeople(
    context,
    subscriptions.map(({ accountId }) => accountId),
  )
  return {
    list: {
      subscriptions: subscriptions.map((each) => ({ ...each, person: people.get(each.accountId) ?? null })),
      total,
      page,
      pageSize,
    },
    counts,
    plans: plans.map(({ id, name }) => ({ id, name })),
    mayCancel: may(context.actor, 'payment.refund'),
    nowIso: context.now.toISOString(),
  }
}
