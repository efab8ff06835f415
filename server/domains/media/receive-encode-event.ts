import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { explainJobError } from '../../platform/media-tools/outside.ts'
import type { ExternalChange } from '../../platform/media-tools/port.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { changeExternalEncode } from './change-external-encode.ts'
import { encodeEventSchema, type EncodeEvent } from './encode-event.schemas.ts'
import { announceExternalEncode, lockExternalEncode } from './external-encode.repository.ts'
import { authorizeMediaWrite } from './policy.ts'

const messageChars = 1000

/**
 * Takes an event of MediaConvert's (its user guide, "Using EventBridge"): keeps what it says of a job of ours and wakes
 * the run that waits for it. Gives `ignored` for a stranger's job; one that came twice or too late changes nothing.
 */
export async function receiveEncodeEvent(
  context: Context,
  input: unknown,
): Promise<'changed' | 'unchanged' | 'ignored'> {
  authorizeMediaWrite(context)
  const { detail } = parseInput(encodeEventSchema, input)
  const { requestKey } = detail.userMetadata
  const change = readChange(detail)
  if (requestKey === undefined || !change) return 'ignored'
  return inTransaction(async (tx) => {
    const row = await lockExternalEncode(tx, requestKey)
    if (!row || (row.externalId !== null && row.externalId !== detail.jobId)) return 'ignored'
    if (!(await changeExternalEncode(tx, row, change))) return 'unchanged'
    await announceExternalEncode(tx, requestKey)
    context.log.info({ requestKey, jobId: detail.jobId, status: detail.status }, 'MediaConvert told of a job')
    return 'changed'
  })
}

/** Null for what there is nothing to learn from, such as warnings and changes of queue. */
function readChange(detail: EncodeEvent['detail']): ExternalChange | null {
  const { jobId: externalId, status, errorCode, errorMessage } = detail
  switch (status) {
    case 'INPUT_INFORMATION':
    case 'PROGRESSING':
    case 'STATUS_UPDATE':
      return { externalId, state: 'progressing', percent: detail.jobProgress?.jobPercentComplete ?? 0 }
    case 'COMPLETE':
      return { externalId, state: 'complete', percent: 100 }
    case 'CANCELED':
      return { externalId, state: 'cancelled' }
    case 'ERROR': {
      const { code, message } = explainJobError(errorCode, errorMessage?.slice(0, messageChars))
      return { externalId, state: 'failed', error: { code, message } }
    }
    default:
      return null
  }
}
