import { z } from 'zod'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { versionIdSchema } from './schemas.ts'
import { findVersion, lengthenNeed } from './version.repository.ts'

const schema = versionIdSchema.extend({ until: z.date() })

/** A need that grows by less is not written: a film that thousands start is no row that thousands write. */
const WORTH_WRITING_MS = 10 * 60 * 1000

/**
 * Keeps a version's files at least until a moment, for somebody has been given addresses of them; gives false when
 * they are gone already, and the addresses lead nowhere.
 */
export async function keepVersionUntil(context: Context, input: z.input<typeof schema>): Promise<boolean> {
  authorize(context, 'playback.start')
  const { versionId, until } = parseInput(schema, input)
  const version = await findVersion(database(), versionId)
  if (!version || version.hlsPath === null) return false
  const enough = new Date(until.getTime() - WORTH_WRITING_MS)
  if (version.neededUntil !== null && version.neededUntil >= enough) return true
  return lengthenNeed(database(), versionId, until)
}
