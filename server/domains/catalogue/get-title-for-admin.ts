import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { loadAdminTitle } from './admin-title.repository.ts'
import { titleIdSchema, type AdminTitleDto } from './schemas.ts'

/** Gives everything of one title, published or not, as an admin edits it; throws `title.not-found`. */
export async function getTitleForAdmin(context: Context, input: { titleId: string }): Promise<AdminTitleDto> {
  authorize(context, 'title.read-draft')
  const { titleId } = parseInput(titleIdSchema, input)
  return loadAdminTitle(database(), titleId)
}
