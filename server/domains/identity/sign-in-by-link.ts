import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { toAccountDto } from './account.repository.ts'
import { accountLocked } from './errors.ts'
import { openLink } from './open-link.ts'
import { openSession } from './open-session.ts'
import { openLinkSchema, type OpenLinkInput, type SignedInDto } from './schemas.ts'

/**
 * Begins a session of whoever opened the link of a mail, for signing in or for proving the address, once. Either
 * proves the address; `openLink` says what that asks of the reader. Throws `mail-link.invalid`,
 * `mail-link.password-needed`, `account.wrong-password`, `account.locked`.
 */
export async function signInByLink(context: Context, input: OpenLinkInput): Promise<SignedInDto> {
  const opened = parseInput(openLinkSchema, input)
  const account = await openLink(context, opened, ['verify-email', 'sign-in'])
  if (account.lockedAt) throw accountLocked()
  const session = await openSession(context, account, {
    kind: 'browser',
    method: 'mail-link',
    caller: opened.caller,
  })
  return { account: toAccountDto(account), sessionId: session.id }
}

/**
 * Proves the address of an account by the link of the mail, once, and begins no session; for programs. Throws
 * `mail-link.invalid`, `mail-link.password-needed`, `account.wrong-password`.
 */
export async function verifyEmail(context: Context, input: OpenLinkInput): Promise<void> {
  await openLink(context, parseInput(openLinkSchema, input), ['verify-email'])
}
