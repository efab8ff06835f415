import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction, isUniqueViolation } from '../../platform/postgres/postgres.ts'
import { hashSecret } from '../../platform/secrets/hash-secret.ts'
import { changeAccount, findAccount, holdAccount } from './account.repository.ts'
import { countMail } from './attempt-limit.ts'
import { confirmOwnPassword, requirePasswordOf } from './confirm-own-password.ts'
import { emailTaken, linkInvalid, linkNeedsPassword } from './errors.ts'
import {
  allPurposes,
  findGoodToken,
  keepPreviousEmail,
  useMailToken,
  voidMailTokens,
} from './mail-token.repository.ts'
import { actingAs, isOwnAccount } from './policy.ts'
import {
  changeEmailSchema,
  confirmEmailSchema,
  type ChangeEmailInput,
  type ConfirmEmailInput,
} from './schemas.ts'
import { sendAccountMail, sendLink } from './send-account-mail.ts'

/**
 * Sends a link to the new address; the account keeps the old one until it is opened. Whether the new one has an account
 * is not told. Throws `account.wrong-password`, `account.no-password`, `auth.too-many-attempts`.
 */
export async function requestEmailChange(context: Context, input: ChangeEmailInput): Promise<void> {
  authorize(context, 'account.own')
  const { email, password } = parseInput(changeEmailSchema, input)
  const { id: accountId } = await confirmOwnPassword(context, password)
  await countMail('change-email', email)
  await inTransaction(async (tx) => {
    await voidMailTokens(tx, accountId, ['change-email'], context.now)
    await sendLink(tx, context, { mail: 'confirm-address', accountId, purpose: 'change-email', email })
  })
}

/**
 * Gives the account the new address whose reader opened the link, once; both addresses are told. Whoever is not signed
 * in to that account gives its password: the link may have been sent to a stranger, who would take over somebody else's
 * account without knowing. Throws `mail-link.invalid`, `mail-link.password-needed`, `account.wrong-password`, and
 * `account.email-taken` to whoever has proved to read that address.
 */
export async function confirmEmailChange(
  context: Context,
  input: ConfirmEmailInput,
): Promise<{ email: string }> {
  const { token: raw, password, caller } = parseInput(confirmEmailSchema, input)
  const tokenHash = hashSecret(raw)
  const found = await findGoodToken(tokenHash, ['change-email'], context.now)
  const changing = found && (await findAccount(found.accountId))
  if (!changing) throw linkInvalid()
  if (!isOwnAccount(context.actor, changing.id)) {
    if (password === undefined) throw linkNeedsPassword()
    await requirePasswordOf(changing, password, caller)
  }
  try {
    return await inTransaction(async (tx) => {
      const token = await useMailToken(tx, tokenHash, ['change-email'], context.now)
      const account = token && (await holdAccount(tx, token.accountId))
      if (!account || token.email === null) throw linkInvalid()
      const owner = actingAs(context, account)
      const accountId = account.id
      await changeAccount(tx, accountId, {
        email: token.email,
        emailVerifiedAt: context.now,
        registeredDeviceHash: null,
      })
      await keepPreviousEmail(tx, token.id, account.email)
      // Links that went to the old address no longer open what is now another's.
      await voidMailTokens(tx, accountId, allPurposes, context.now)
      await recordAudit(tx, owner, 'account.change-email', { type: 'account', id: accountId })
      const tokenId = token.id
      await sendAccountMail(tx, owner, { mail: 'address-changed', accountId, tokenId })
      await sendAccountMail(tx, owner, { mail: 'address-replaced', accountId, tokenId })
      return { email: token.email }
    })
  } catch (error) {
    if (isUniqueViolation(error, 'accounts_email_key')) throw emailTaken()
    throw error
  }
}
