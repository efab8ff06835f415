import { authorize } from '../platform/authorize/authorize.ts'
import { systemContext } from '../platform/context/context.ts'
import { log } from '../platform/log/log.ts'
import { getQueueOverview, listJobRuns } from '../platform/queues/index.ts'
import { isOpen, jobRunSchema, openStates, type JobRunDto } from '../platform/queues/schemas.ts'
import type { Gateway, SendToRoom } from './gateway.ts'

const room = 'admin:jobs'
const overviewEveryMs = 500
const shownRuns = 200

/**
 * Room `admin:jobs`. Who joins gets `job.snapshot` (open runs and overview); then come `job.progress` (one
 * run) and, whenever a run changed its state or a queue was paused, resumed or put in another order
 * (`queue.changed`), `job.overview` (queues, workers, places of waiting runs).
 */
export function jobsGateway(): Gateway {
  const states = new Map<string, JobRunDto['state']>()
  let pending: NodeJS.Timeout | undefined

  function overviewSoon(send: SendToRoom) {
    pending ??= setTimeout(() => {
      pending = undefined
      sendOverview(send).catch((error: unknown) => log().warn({ err: error }, 'no overview of jobs'))
    }, overviewEveryMs)
    pending.unref()
  }

  return {
    room,
    owns: (name) => name === room,
    authorize: (context) => authorize(context, 'job.read'),
    async greet(context) {
      const [{ runs }, overview] = await Promise.all([openRuns(context), getQueueOverview(context)])
      return [{ room, name: 'job.snapshot', payload: { runs, overview } }]
    },
    onMessage(message, send) {
      if (message.name === 'queue.changed') overviewSoon(send)
      const run = jobRunSchema.safeParse(message.payload)
      if (message.name !== 'job.progress' || !run.success) return
      const { id, state } = run.data
      const isNews = states.get(id) !== state
      if (isOpen(state)) states.set(id, state)
      else states.delete(id)
      if (isNews) overviewSoon(send)
    },
  }
}

function openRuns(context: Parameters<typeof listJobRuns>[0]) {
  return listJobRuns(context, { states: [...openStates], pageSize: shownRuns })
}

async function sendOverview(send: SendToRoom): Promise<void> {
  const context = systemContext('realtime')
  const [{ runs }, overview] = await Promise.all([openRuns(context), getQueueOverview(context)])
  const places = runs.filter((run) => run.position !== null).map((run) => [run.id, run.position])
  send({ room, name: 'job.overview', payload: { overview, positions: Object.fromEntries(places) } })
}
