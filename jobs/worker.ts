import { parseArgs } from 'node:util'
import { inboxChannel, processWebhookEventJob, takeInEvents } from '#server/domains/billing/index.ts'
import { systemContext } from '#server/platform/context/context.ts'
import { env } from '#server/platform/env/env.ts'
import { serveProbes } from '#server/platform/health/serve-probes.ts'
import { flushDueProgress } from '#server/domains/profiles/index.ts'
import { log, nameProcess } from '#server/platform/log/log.ts'
import { exposeQueueDepth } from '#server/platform/metrics/job-metrics.ts'
import { closeMongo } from '#server/platform/mongo/mongo.ts'
import { closePostgres } from '#server/platform/postgres/postgres.ts'
import { readQueueDepth } from '#server/platform/queues/queue-depth.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { buildRegistry } from './lib/define-handler.ts'
import { findDefinitions } from './lib/find-definitions.ts'
import { parseQueues } from './lib/queue-options.ts'
import { startWorker } from './lib/start-worker.ts'
import { stepBack } from './lib/step-back.ts'
import { sweepScratch } from './media/sweep-scratch.ts'
import { handlers } from './registry.ts'
import { subscriptions } from './subscriptions.ts'

// `node jobs/worker.ts [--queues encode,notify:4] [--port 8881]`
const stopWithinMs = 20_000

const { values } = parseArgs({ options: { queues: { type: 'string' }, port: { type: 'string' } } })
nameProcess('worker')
stepBack()

const registry = buildRegistry(await findDefinitions(), handlers)
const queues = parseQueues(values.queues)
let isServing = true
const inbox = { name: 'webhook inbox', everyMs: 2000, wokenBy: inboxChannel, work: takeInWebhooks }

exposeQueueDepth(readQueueDepth)
const probes = await serveProbes(values.port ? Number(values.port) : env().WORKER_PORT, {
  services: ['postgres', 'redisQueue', 'redisCache', 'mongo'],
  isServing: () => isServing,
})
const worker = await startWorker({
  registry,
  subscriptions,
  queues,
  port: probes.port,
  timings: { lockMs: env().WORKER_LOCK_MS, stalledEveryMs: Math.ceil(env().WORKER_LOCK_MS / 6) },
  housekeeping: [
    { name: 'scratch sweep', everyMs: 60 * 60 * 1000, work: tidyScratch },
    { name: 'progress flush', everyMs: 500, work: writeProgress },
    ...(queues.some(({ name }) => name === processWebhookEventJob.queue) ? [inbox] : []),
  ],
})
log().info({ port: probes.port, queues, jobs: [...registry.keys()], workerId: worker.id }, 'worker is ready')

async function tidyScratch(): Promise<void> {
  const versions = await sweepScratch()
  if (versions > 0) log().info({ versions }, 'scratch folders of ended encodes were removed')
}

async function writeProgress(): Promise<void> {
  await flushDueProgress()
}

async function takeInWebhooks(): Promise<number | void> {
  const { mayBeMore } = await takeInEvents(systemContext('inbox'))
  if (mayBeMore) return 200
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  if (!isServing) return
  isServing = false
  log().info({ signal }, 'worker stops: its runs go back to their queues')
  // A service that doesn't answer must not keep the process: its runs are found again by others.
  setTimeout(() => process.exit(1), stopWithinMs).unref()
  await worker.stop(stopWithinMs - 5000)
  await Promise.all([probes.close(), closePostgres(), closeRedis(), closeMongo()])
  process.exit(0)
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => void stop(signal))
}
