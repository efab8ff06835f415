// A worker process that encodes and clears up: tests kill it and stop it.
import { nameProcess } from '#server/platform/log/log.ts'
import { buildRegistry } from '../../lib/define-handler.ts'
import { startWorker } from '../../lib/start-worker.ts'
import { quickTimings } from '../../lib/testing/sample-jobs.ts'
import { handlers } from '../../registry.ts'
import { subscriptions } from '../../subscriptions.ts'

nameProcess('worker')
const worker = await startWorker({
  registry: buildRegistry([], handlers),
  subscriptions,
  queues: [
    { name: 'encode', concurrency: 1 },
    { name: 'maintenance', concurrency: 1 },
  ],
  port: 1,
  timings: quickTimings,
})
process.on('SIGTERM', () => {
  void worker.stop(5000).then(() => process.exit(0))
})
