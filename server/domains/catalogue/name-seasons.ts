import { z } from 'zod'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { seasonsById } from './episode.repository.ts'
import type { LocalizedText } from './schemas.ts'

const schema = z.object({ seasonIds: z.array(z.uuid()).max(1000) })

/** Gives what these seasons are called and which titles they are of, by id; wants `title.read-draft`. */
export async function nameSeasons(
  context: Context,
  input: { seasonIds: string[] },
): Promise<Map<string, { titleId: string; number: number; title: LocalizedText | null }>> {
  authorize(context, 'title.read-draft')
  const { seasonIds } = parseInput(schema, input)
  const rows = await seasonsById(database(), seasonIds)
  return new Map(rows.map(({ id, titleId, number, title }) => [id, { titleId, number, title }]))
}
