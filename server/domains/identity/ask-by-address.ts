import type { Context } from '../../platform/context/context.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { enqueue } from '../../platform/queues/enqueue.ts'
import { answerAccountRequestJob } from './jobs.ts'
import { insertAccountRequest, type AccountRequestRow } from './mail-token.repository.ts'

type Request = Pick<AccountRequestRow, 'kind' | 'email' | 'locale'> &
  Partial<Pick<AccountRequestRow, 'displayName' | 'passwordHash' | 'deviceHash' | 'country'>>

/**
 * Notes what a stranger asked for by naming an address and has a job answer by mail. Whether there is such an account
 * is not even looked up here: neither the answer nor its duration can tell.
 */
export function askByAddress(context: Context, request: Request): Promise<void> {
  return inTransaction(async (tx) => {
    const requestId = await insertAccountRequest(tx, { ...request, createdAt: context.now })
    await enqueue(tx, context, answerAccountRequestJob, { requestId })
  })
}
