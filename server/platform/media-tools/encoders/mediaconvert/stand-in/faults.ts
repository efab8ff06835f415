/** What goes wrong on demand. */
export interface Faults {
  /** So many next requests are answered 429. */
  throttle: number
  /** So many next requests are answered 500. */
  serverErrors: number
  /** The next CreateJob makes its job, but its answer is lost. */
  loseCreateAnswer: boolean
  /** How long a job waits in the queue. */
  queueMs: number
  /** A begun job encodes, but shows neither progress nor an end. */
  stall: boolean
  /** The next job that is begun ends so. */
  jobError: { code: number; message: string } | null
  /** Name modifiers of outputs that never reach the bucket. */
  loseOutputs: string[]
  /** Each event is sent twice. */
  duplicateEvents: boolean
  /** Events of a job are held back until its end and come last first. */
  reverseEvents: boolean
}

/** Nothing goes wrong. */
export function noFaults(): Faults {
  return {
    throttle: 0,
    serverErrors: 0,
    loseCreateAnswer: false,
    queueMs: 0,
    stall: false,
    jobError: null,
    loseOutputs: [],
    duplicateEvents: false,
    reverseEvents: false,
  }
}
