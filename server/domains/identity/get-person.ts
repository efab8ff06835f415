import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { findPerson, toPersonDto } from './people.repository.ts'
import { accountIdSchema, type PersonDto } from './schemas.ts'

/** Gives an account as staff sees it, with why it is locked. Throws `account.not-found`. */
export async function getPerson(context: Context, input: { accountId: string }): Promise<PersonDto> {
  authorize(context, 'account.read')
  const { accountId } = parseInput(accountIdSchema, input)
  const person = await findPerson(accountId)
  if (!person) throw notFound('account', accountId)
  return toPersonDto(person)
}
