import type { JobSubscription } from './lib/subscribe.ts'

/** Which events ask for which jobs. One line each: `subscribe(event, job, (payload) => ({ payload: {…} }))`. */
export const subscriptions: JobSubscription[] = []
