import type { Environment } from '../../env/env.ts'
import type { SepaySecrets } from './check-signature.ts'
import { bankName, type BankAccount } from './transfer-qr.ts'

export type SepayConfig = {
  account: BankAccount
  secrets: SepaySecrets
  /** `https://userapi.sepay.vn/v2` */
  apiUrl: string
  apiToken: string
  /** How long one answer may take. */
  timeoutMs?: number
}

/**
 * Gives what SePay needs; null where no account is set: then transfers are not offered. Throws one sentence that names
 * what is missing beside the account.
 */
export function readSepaySettings(env: Environment): SepayConfig | null {
  const { SEPAY_ACCOUNT_NUMBER: number, SEPAY_BANK_BIN: bin, SEPAY_ACCOUNT_HOLDER: holder } = env
  const { SEPAY_API_TOKEN: apiToken, SEPAY_API_URL: apiUrl } = env
  const secrets = { hmac: env.SEPAY_WEBHOOK_SECRETS, apiKeys: env.SEPAY_WEBHOOK_API_KEYS }
  if (!number) return null
  const hasSecret = secrets.hmac.length + secrets.apiKeys.length > 0
  if (bin && holder && apiToken && hasSecret) {
    const bank = bankName(bin)
    if (bank === null) throw new Error(`SEPAY_BANK_BIN: no bank of NAPAS has the digits ${bin}.`)
    return { account: { bin, bank, number, holder }, secrets, apiUrl, apiToken }
  }
  const missing = [
    ...(bin ? [] : ['SEPAY_BANK_BIN']),
    ...(holder ? [] : ['SEPAY_ACCOUNT_HOLDER']),
    ...(apiToken ? [] : ['SEPAY_API_TOKEN']),
    ...(hasSecret ? [] : ['SEPAY_WEBHOOK_SECRETS']),
  ]
  throw new Error(`SEPAY_ACCOUNT_NUMBER is set without ${missing.join(', ')}: see docs/payments.md.`)
}
