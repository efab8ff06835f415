import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { findAccount, type AccountRow } from './account.repository.ts'
import { findMailToken, type MailTokenRow } from './mail-token.repository.ts'
import { rawTokenOf } from './mail-tokens.ts'
import { parseDevice } from './parse-device.ts'
import { requireSystem } from './policy.ts'
import { accountMailSchema, type AccountMailDto, type AccountMailInput, type DeviceDto } from './schemas.ts'
import { findSession } from './session.repository.ts'

const withLink = new Set<AccountMailInput['mail']>(['verify', 'sign-in', 'reset-password', 'confirm-address'])

/**
 * Gives all that a mail about an account says, for the job that sends it; null where there is nothing to send any more:
 * the account is gone, or the link was used or replaced meanwhile.
 */
export async function getAccountMail(
  context: Context,
  input: AccountMailInput,
): Promise<AccountMailDto | null> {
  requireSystem(context)
  const { mail, accountId, tokenId, sessionId } = parseInput(accountMailSchema, input)
  const account = await findAccount(accountId)
  if (!account) return null
  const token = tokenId === undefined ? null : await findMailToken(tokenId)
  if (withLink.has(mail) && !isOpen(token, context.now)) return null
  const used = sessionId === undefined ? null : await findSession(sessionId)
  const to = addressFor(mail, account, token)
  if (to === null || (mail === 'new-device' && used?.session.accountId !== accountId)) return null
  return {
    to,
    displayName: account.displayName,
    email: account.email,
    locale: account.locale,
    token: token && withLink.has(mail) ? rawTokenOf(token.id) : null,
    newEmail: token?.email ?? null,
    erasesAt: account.erasesAt?.toISOString() ?? null,
    device: used && {
      ...nameDevice(used.session.userAgent),
      address: used.session.address,
      country: used.session.country,
      at: used.session.createdAt.toISOString(),
    },
  }
}

function nameDevice(userAgent: string): Pick<DeviceDto, 'browser' | 'system'> {
  const { browser, system } = parseDevice(userAgent)
  return { browser, system }
}

function isOpen(token: MailTokenRow | null, now: Date): boolean {
  return token !== null && token.usedAt === null && token.expiresAt > now
}

function addressFor(
  mail: AccountMailInput['mail'],
  account: AccountRow,
  token: MailTokenRow | null,
): string | null {
  if (mail === 'confirm-address') return token?.email ?? null
  if (mail === 'address-replaced') return token?.previousEmail ?? null
  return account.email
}
