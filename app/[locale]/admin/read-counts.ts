import type { AdminCounts } from '#components/admin/shell/admin-nav.tsx'
import { listEncodes } from '#server/domains/media/index.ts'
import { may } from '#server/platform/authorize/authorize.ts'
import type { Context } from '#server/platform/context/context.ts'
import { getQueueOverview } from '#server/platform/queues/index.ts'

/** Gives the figures beside the sections one may open; the pages do without them should they fail to come. */
export async function readAdminCounts(context: Context): Promise<AdminCounts> {
  try {
    const [encodes, overview] = await Promise.all([
      may(context.actor, 'media.read') ? listEncodes(context, { openOnly: true, limit: 200 }) : [],
      may(context.actor, 'job.read') ? getQueueOverview(context) : null,
    ])
    const dead = overview?.queues.reduce((sum, queue) => sum + queue.dead, 0) ?? 0
    return { encodes: encodes.length, dead }
  } catch (error) {
    context.log.warn({ err: error }, 'the counts beside the admin sections were not read')
    return { encodes: 0, dead: 0 }
  }
}
