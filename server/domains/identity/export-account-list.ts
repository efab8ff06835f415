import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { findPeople, toPersonDto } from './people.repository.ts'
import { listAccountsSchema, type ListAccountsInput, type PersonDto } from './schemas.ts'

/** More than a spreadsheet of people can be worked with by hand. */
const most = 100_000

/** Gives all accounts that match, in the list's order, to be taken away as a file, which the audit log keeps. */
export async function exportAccountList(context: Context, input: ListAccountsInput): Promise<PersonDto[]> {
  authorize(context, 'account.read')
  const filter = parseInput(listAccountsSchema, input)
  const { rows } = await findPeople({ ...filter, page: 1, pageSize: most })
  const { text, role, state } = filter
  await inTransaction((tx) =>
    recordAudit(tx, context, 'account.export-list', {
      type: 'account',
      id: 'all',
      detail: {
        accounts: rows.length,
        ...(text && { text }),
        ...(role && { role }),
        ...(state && { state }),
      },
    }),
  )
  return rows.map(toPersonDto)
}
