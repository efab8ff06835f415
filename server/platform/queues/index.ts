// The door for pages, actions, gateways and the command line; jobs and domains import define-job and enqueue.
export { cancelJobRun } from './cancel-job-run.ts'
export { discardJobRun } from './discard-job-run.ts'
export { getQueueOverview } from './get-queue-overview.ts'
export { listJobRuns } from './list-job-runs.ts'
export { pauseQueue, resumeQueue } from './pause-queue.ts'
export { replayJobRun } from './replay-job-run.ts'
export { reprioritiseJobRun } from './reprioritise-job-run.ts'
