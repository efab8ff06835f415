import { systemContext } from '#server/platform/context/context.ts'
import type { JobContext } from '#server/platform/queues/job-handler.ts'

/** What a handler is given that neither writes under a fence nor parks. */
export const jobContext: JobContext = {
  ...systemContext('worker'),
  runId: '019f0000-0000-7000-8000-000000000000',
  attempt: 1,
  signal: new AbortController().signal,
  reportProgress: () => Promise.resolve(),
  fenced: () => Promise.reject(new Error('not used')),
  park: () => Promise.reject(new Error('not used')),
}
