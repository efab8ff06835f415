import type { Context } from '../context/context.ts'
import type { Transaction } from '../postgres/postgres.ts'

export type JobProgress = {
  stage: string
  /** 0 to 100 over the whole run. */
  percent: number
  etaSeconds?: number | null
  [detail: string]: unknown
}

/** What run-job gives a handler beside its payload. */
export type JobContext = Context & {
  runId: string
  attempt: number
  /** Aborts on cancel, timeout, lost lock and shutdown; pass it to every process, fetch and long loop. */
  signal: AbortSignal
  /** Keeps the progress in PostgreSQL and shows it live; refused with a lost lock. At most a few times a second. */
  reportProgress: (progress: JobProgress) => Promise<void>
  /**
   * Runs the write in a transaction that holds this run's fencing token: throws `job.lost-lock` and writes
   * nothing when another worker has taken the run since.
   */
  fenced: <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>
  /**
   * Gives the run's slot back in the transaction of the work, which enqueues what it waits for; `wakeRun` has it go on,
   * from its handler's beginning. The handler ends after it. Throws `job.lost-lock` as `fenced` does.
   */
  park: (work: (tx: Transaction) => Promise<void>) => Promise<void>
}

export type JobHandler<Payload> = (context: JobContext, payload: Payload) => Promise<void>
