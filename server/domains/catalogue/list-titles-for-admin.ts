import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { countTitles, findAdminTitles } from './admin-title.repository.ts'
import { listTitlesForAdminSchema, type AdminTitleListDto, type ListTitlesForAdminInput } from './schemas.ts'

/** Gives one page of all titles, drafts too, filtered and sorted, with counts over the whole catalogue. */
export async function listTitlesForAdmin(
  context: Context,
  input: ListTitlesForAdminInput,
): Promise<AdminTitleListDto> {
  authorize(context, 'title.read-draft')
  const filter = parseInput(listTitlesForAdminSchema, input)
  const [found, counts] = await Promise.all([findAdminTitles(database(), filter), countTitles(database())])
  return { ...found, page: filter.page, pageSize: filter.pageSize, counts }
}
