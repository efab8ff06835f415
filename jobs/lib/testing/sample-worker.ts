// A worker process that does the sample job: tests kill it, halt it and let it go on.
import { nameProcess } from '#server/platform/log/log.ts'
import { startWorker } from '../start-worker.ts'
import { quickTimings, sampleRegistry } from './sample-jobs.ts'

nameProcess('worker')
const worker = await startWorker({
  registry: sampleRegistry,
  subscriptions: [],
  queues: [{ name: 'maintenance', concurrency: 1 }],
  port: 1,
  timings: quickTimings,
})
process.on('SIGTERM', () => {
  void worker.stop(5000).then(() => process.exit(0))
})
