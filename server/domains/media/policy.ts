import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'

/** Uploads, encodes and their ends are an admin's and the worker's. */
export function authorizeMediaWrite(context: Pick<Context, 'actor'>): void {
  authorize(context, 'media.write')
}

/** Assets, versions and progress are read by admins and processes of ours. */
export function authorizeMediaRead(context: Pick<Context, 'actor'>): void {
  authorize(context, 'media.read')
}

export type Write = <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>

/** A context that may carry a job's fence. */
export type WritingContext = Context & { fenced?: Write }

/** The transaction a verb writes in: a job's fenced one, so that a worker that lost its run writes nothing. */
export function writeOf(context: WritingContext): Write {
  return context.fenced ?? inTransaction
}
