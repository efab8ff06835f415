import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { hashSecret } from '../../platform/secrets/hash-secret.ts'
import { askByAddress } from './ask-by-address.ts'
import { countMail } from './attempt-limit.ts'
import { hashPassword } from './password.ts'
import { requireGoodPassword } from './password-rules.ts'
import { registerAccountSchema, type RegisterAccountInput } from './schemas.ts'

/**
 * Asks for an account: a mail goes to the address, with a link that proves it or, where it has an account already, with
 * word of that. The answer is the same for both. Throws `account.password-common`, `account.password-own`,
 * `auth.too-many-attempts`.
 */
export async function registerAccount(context: Context, input: RegisterAccountInput): Promise<void> {
  const { email, password, displayName, locale, caller } = parseInput(registerAccountSchema, input)
  await requireGoodPassword(password, { email, displayName })
  await countMail('register', email)
  const passwordHash = await hashPassword(password)
  const { country, deviceId } = caller
  const deviceHash = deviceId === null ? null : hashSecret(deviceId)
  await askByAddress(context, {
    kind: 'register',
    email,
    displayName,
    passwordHash,
    deviceHash,
    locale,
    country,
  })
}
