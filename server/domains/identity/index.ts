import type { Context } from '../../platform/context/context.ts'
import type {
  AccountDto,
  AccountListDto,
  CreateAccountInput,
  ListAccountsInput,
  SignInInput,
} from './schemas.ts'

/** Signatures first; the verbs follow within minutes. */
const coming = async (): Promise<never> => {
  throw new Error('This verb lands within minutes.')
}
type Verb<Input, Output> = (context: Context, input: Input) => Promise<Output>

export const createAccount: Verb<CreateAccountInput, AccountDto> = coming
export const signIn: Verb<SignInInput, AccountDto> = coming
export const getAccount: Verb<{ id: string }, AccountDto> = coming
export const listAccounts: Verb<ListAccountsInput, AccountListDto> = coming
