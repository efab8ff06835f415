import { authorize, may } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { uploadNotYours } from './upload-errors.ts'

/** Uploads, encodes and their ends are an admin's and the worker's. */
export function authorizeMediaWrite(context: Pick<Context, 'actor'>): void {
  authorize(context, 'media.write')
}

/**
 * An upload is its beginner's: goes on when the caller began it or may go on with anybody's, else throws
 * `upload.not-yours`.
 */
export function authorizeUpload(
  context: Pick<Context, 'actor'>,
  upload: { id: string; accountId: string },
): void {
  const { actor } = context
  if (actor.kind === 'account' && actor.accountId === upload.accountId) return
  if (!may(actor, 'upload.any')) throw uploadNotYours(upload.id)
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
