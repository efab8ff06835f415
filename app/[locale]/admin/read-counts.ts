import type { AdminCounts } from '#components/admin/shell/admin-nav.tsx'
import { listTransfers } from '#server/domains/billing/index.ts'
import { listEncodes } from '#server/domains/media/index.ts'
import { may } from '#server/platform/authorize/authorize.ts'
import type { Context } from '#server/platform/context/context.ts'
import { getQueueOverview } from '#server/platform/queues/index.ts'

/** Gives the figures beside the sections one may open; the pages do without them should they fail to come. */
export async function readAdminCounts(context: Context): Promise<AdminCounts> {
  try {
    const [encodes, overview, transfers] = await Promise.all([
      may(context.actor, 'media.read') ? listEncodes(context, { openOnly: true, limit: 200 }) : [],
      may(context.actor, 'job.read') ? getQueueOverview(context) : null,
      may(context.actor, 'payment.read') ? listTransfers(context, { limit: 1 }) : null,
    ])
    const dead = overview?.queues.reduce((sum, queue) => sum + queue.dead, 0) ?? 0
    return { encodes: encodes.length, dead, transfers: transfers?.total ?? 0 }
  } catch (error) {
    context.log.warn({ err: error }, 'the counts beside the admin sections were not read')
    return { encodes: 0, dead: 0, transfers: 0 }
  }
}
