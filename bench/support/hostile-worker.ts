// The worker of `hostile`: the product's handlers as they are, but a retry waits half a second.
import { handle, buildRegistry } from '#jobs/lib/define-handler.ts'
import { startWorker } from '#jobs/lib/start-worker.ts'
import { encodeTitle } from '#jobs/media/encode-title.ts'
import { handlers } from '#jobs/registry.ts'
import { subscriptions } from '#jobs/subscriptions.ts'
import { encodeTitleJob } from '#server/domains/media/index.ts'
import { nameProcess } from '#server/platform/log/log.ts'

nameProcess('worker')
const hasty = handle({ ...encodeTitleJob, backoff: { delayMs: 500, maxDelayMs: 500 } }, encodeTitle)
const others = handlers.filter(({ definition }) => definition.name !== encodeTitleJob.name)
const worker = await startWorker({
  registry: buildRegistry([], [...others, hasty]),
  subscriptions,
  queues: [
    { name: 'encode', concurrency: 4 },
    { name: 'maintenance', concurrency: 1 },
  ],
  port: 1,
  timings: { sweepEveryMs: 500 },
})
process.on('SIGTERM', () => {
  void worker.stop(5000).then(() => process.exit(0))
})
