import { z } from 'zod'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import type { AdminTitleRowDto } from './schemas.ts'
import { titleNames } from './title.repository.ts'

const schema = z.object({ titleIds: z.array(z.uuid()).max(1000) })

/** Gives the names of these titles by id, drafts too; wants `title.read-draft`. What is gone is left out. */
export async function nameTitles(
  context: Context,
  input: { titleIds: string[] },
): Promise<Map<string, AdminTitleRowDto['title']>> {
  authorize(context, 'title.read-draft')
  const { titleIds } = parseInput(schema, input)
  return titleNames(database(), titleIds)
}
