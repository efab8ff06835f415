import { z } from 'zod'
import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { authorizePrivate } from '../identity/index.ts'
import { flushProfile } from './flush-progress.ts'
import { findHistory } from './history.repository.ts'
import { readHousehold, toProfileDto } from './household.ts'
import { toPositionDto } from './position-dto.ts'
import type { ProfileHistoryDto } from './schemas.ts'

const schema = z.object({ accountId: z.uuid() })
const mostEach = 50

/**
 * Gives somebody's profiles, each with what it watched last (at most 50, newest first), for staff who help them; the
 * look is kept in the audit log. Throws as `authorizePrivate`.
 */
export async function listHistoryOfAccount(
  context: Context,
  input: { accountId: string },
): Promise<ProfileHistoryDto[]> {
  authorize(context, 'account.read-private')
  const { accountId } = parseInput(schema, input)
  await authorizePrivate(context, accountId)
  // Before the look: nothing is seen that is not on record.
  await inTransaction((tx) =>
    recordAudit(tx, context, 'account.read-history', { type: 'account', id: accountId }),
  )
  const household = await readHousehold(accountId)
  return Promise.all(
    household.map(async (profile) => {
      await flushProfile(profile._id)
      const watched = await findHistory(profile._id, { before: null, limit: mostEach })
      return { profile: toProfileDto(profile), watched: watched.map(toPositionDto) }
    }),
  )
}
