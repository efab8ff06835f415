import { z } from 'zod'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { namesOf } from './people.repository.ts'

const schema = z.object({ accountIds: z.array(z.uuid()).max(1000) })

/** Gives the names of these accounts by id, to staff; who is gone is left out. */
export async function nameAccounts(
  context: Context,
  input: { accountIds: string[] },
): Promise<Map<string, string>> {
  authorize(context, 'account.read')
  const { accountIds } = parseInput(schema, input)
  return namesOf(accountIds)
}
