import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize, requireAccountId } from '../../platform/authorize/authorize.ts'
import { describeActor, type Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { enqueue } from '../../platform/queues/enqueue.ts'
import { authorizePrivate, requireFreshProof } from '../identity/index.ts'
import {
  holdDataExports,
  insertDataExport,
  openDataExports,
  toDataExportDto,
} from './data-export.repository.ts'
import { exportPersonalDataJob } from './jobs.ts'
import { requestDataExportSchema, type DataExportDto, type RequestDataExportInput } from './schemas.ts'

/** A copy that is so new is as good as another one. */
const freshMs = 60 * 60 * 1000

/**
 * Has a copy of a person's data made, of one's own, or of somebody's who has asked for it. One
 * that is being made or is less than an hour old stands for it. One's own wants the proof of `requireFreshProof`,
 * somebody's what `authorizePrivate` wants, and it throws as they do.
 */
export async function requestDataExport(
  context: Context,
  input: RequestDataExportInput = {},
): Promise<DataExportDto> {
  const own = requireAccountId(context)
  const { accountId = own } = parseInput(requestDataExportSchema, input)
  if (accountId === own) {
    authorize(context, 'account.own')
    await requireFreshProof(context)
  } else await authorizePrivate(context, accountId)
  return inTransaction(async (tx) => {
    // One after the other, so that a double press makes one file.
    await holdDataExports(tx, accountId)
    const open = await openDataExports(accountId, context.now, tx)
    const fresh = open.find(
      ({ readyAt }) => readyAt === null || context.now.getTime() - readyAt.getTime() < freshMs,
    )
    if (fresh) return toDataExportDto(fresh)
    const row = await insertDataExport(tx, {
      accountId,
      requestedBy: describeActor(context.actor),
      requestedAt: context.now,
    })
    const subject = { type: 'account', id: accountId }
    await enqueue(tx, context, exportPersonalDataJob, { exportId: row.id }, { dedupeKey: row.id, subject })
    await recordAudit(tx, context, 'account.export-data', { ...subject, detail: { exportId: row.id } })
    return toDataExportDto(row)
  })
}
