import { z } from 'zod'
import type { WebhooksPage } from '#components/admin/webhooks/webhooks-page.ts'
import { listEvents } from '#server/domains/billing/index.ts'
import { listEventsSchema } from '#server/domains/billing/schemas.ts'
import { may } from '#server/platform/authorize/authorize.ts'
import type { Context } from '#server/platform/context/context.ts'
import { one, type SearchParams } from '../search-params.ts'

const pageSize = 50
const pageSchema = z.coerce.number().int().min(1).max(2000)

/** Gives a page of the inbox by the address's filters; a part that makes no sense is as if it were absent. */
export async function readWebhooksPage(context: Context, search: SearchParams): Promise<WebhooksPage> {
  const { shape } = listEventsSchema
  const page = pageSchema.safeParse(one(search.page) ?? 1).data ?? 1
  const list = await listEvents(context, {
    provider: shape.provider.safeParse(one(search.provider)).data,
    show: shape.show.safeParse(one(search.show)).data,
    origin: shape.origin.safeParse(one(search.origin)).data,
    limit: pageSize,
    offset: (page - 1) * pageSize,
  })
  return {
    ...list,
    page,
    pageSize,
    mayReplay: may(context.actor, 'payment.settle'),
    nowIso: context.now.toISOString(),
  }
}
