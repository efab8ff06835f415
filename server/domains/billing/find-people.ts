import { z } from 'zod'
import type { Context } from '../../platform/context/context.ts'
import { listAccounts } from '../identity/index.ts'

const mostPeople = 100

/** Gives the accounts that staff mean: by an account's id, or by a part of a name or an e-mail address. */
export async function findPeople(context: Context, person: string): Promise<string[]> {
  if (z.uuid().safeParse(person).success) return [person]
  const { accounts } = await listAccounts(context, { text: person, pageSize: mostPeople })
  return accounts.map(({ id }) => id)
}
