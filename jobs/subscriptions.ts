import { titleDeletedEvent } from '#server/domains/catalogue/index.ts'
import {
  clearVersionJob,
  encodeTitleJob,
  removeTitleMediaJob,
  uploadCompleted,
} from '#server/domains/media/index.ts'
import { jobRunCancelled, jobRunDied } from '#server/platform/queues/events.ts'
import { subscribe, type JobSubscription } from './lib/subscribe.ts'

const ofVersion = (run: { name: string; subject: { id: string } | null }) =>
  run.name === encodeTitleJob.name && run.subject ? { payload: { versionId: run.subject.id } } : null

/** Which events ask for which jobs. One line each: `subscribe(event, job, (payload) => ({ payload: {…} }))`. */
export const subscriptions: JobSubscription[] = [
  subscribe(uploadCompleted, encodeTitleJob, ({ versionId }) => ({
    payload: { versionId },
    subject: { type: 'version', id: versionId },
  })),
  subscribe(jobRunDied, clearVersionJob, ofVersion),
  subscribe(jobRunCancelled, clearVersionJob, ofVersion),
  subscribe(titleDeletedEvent, removeTitleMediaJob, ({ titleId }) => ({ payload: { titleId } })),
]
