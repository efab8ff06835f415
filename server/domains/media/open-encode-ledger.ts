import { now } from '../../platform/clock/clock.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import type { EncodeLedger } from '../../platform/media-tools/port.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { changeExternalEncode } from './change-external-encode.ts'
import {
  findExternalEncodes,
  insertExternalEncode,
  listenForExternalEncode,
  lockExternalEncode,
} from './external-encode.repository.ts'
import { authorizeMediaWrite, writeOf, type WritingContext } from './policy.ts'
import { versionIdSchema } from './schemas.ts'

/**
 * Gives what an encoder outside remembers of a version in the database, so that a worker that takes the run over goes
 * on with the job of the one before; writes hold the run's fence.
 */
export function openEncodeLedger(context: WritingContext, input: { versionId: string }): EncodeLedger {
  authorizeMediaWrite(context)
  const { versionId } = parseInput(versionIdSchema, input)
  const write = writeOf(context)
  return {
    tries: (keyPrefix) => findExternalEncodes(database(), versionId, keyPrefix),
    begin: (requestKey) =>
      write((tx) => insertExternalEncode(tx, { versionId, requestKey, createdAt: now() })),
    record: (requestKey, change) =>
      write(async (tx) => {
        const row = await lockExternalEncode(tx, requestKey)
        if (row) await changeExternalEncode(tx, row, change)
      }),
    onNews: listenForExternalEncode,
  }
}
