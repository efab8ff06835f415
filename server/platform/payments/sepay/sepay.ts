import { createHash } from 'node:crypto'
import { invalidInput } from '../../errors/app-error.ts'
import type { Charge, PaymentProvider, ProviderEvent, StartedCharge } from '../port.ts'
import { createAsker } from './ask-sepay.ts'
import { isFromSepay } from './check-signature.ts'
import { listTransfers } from './list-transfers.ts'
import type { SepayConfig } from './settings.ts'
import { transferQr } from './transfer-qr.ts'
import { sepayTransferSchema, toBankTransfer, type BankTransfer } from './transfer.ts'

const answerWithinMs = 20_000

/**
 * Gives bank transfers by VietQR, told by SePay: webhooks (developer.sepay.vn, sepay-webhooks) and the transactions API
 * v2. There is no charge at SePay: a transfer is matched to a payment by the code that it carries.
 */
export function createSepay(config: SepayConfig): PaymentProvider {
  const { apiUrl, apiToken, timeoutMs = answerWithinMs } = config
  const ask = createAsker({ apiUrl, apiToken, timeoutMs })
  return {
    name: 'sepay',
    currencies: ['VND'],
    accountNumbers: [config.account.number],
    start: async (charge) => startTransfer(config, charge),
    stop: () => Promise.resolve(null),
    readEvent: (headers, rawBody, now) =>
      isFromSepay(headers, rawBody, config.secrets, now) ? readBody(rawBody) : null,
    readBody,
    fetchCharge: () => Promise.resolve(null),
    refund: null,
    renewals: null,
    async *listEvents(range) {
      for await (const transfer of listTransfers(ask, range)) yield transferEvent(transfer)
    },
  }
}

function startTransfer({ account }: SepayConfig, { money, code }: Charge): StartedCharge {
  if (money.currency !== 'VND') {
    const message = `A transfer pays in VND, not ${money.currency}.`
    throw invalidInput('input.invalid', message, { field: 'currency' })
  }
  return {
    kind: 'transfer',
    providerId: null,
    account,
    qr: transferQr(account, money.amountMinor, code),
    content: code,
  }
}

/**
 * By the fingerprint: the webhook and the API number the same transfer differently, and it is to be one event. What
 * SePay signed but nobody can read as a transfer is kept until somebody can.
 */
function readBody(rawBody: Uint8Array): ProviderEvent {
  const transfer = readTransfer(rawBody)
  if (transfer) return transferEvent(transfer)
  const hash = createHash('sha256').update(rawBody).digest('hex')
  const told = Buffer.from(rawBody).toString('utf8')
  return { eventId: `unreadable|${hash}`, kind: 'unreadable', about: 'unreadable', told }
}

function transferEvent(transfer: BankTransfer): ProviderEvent {
  return {
    eventId: transfer.fingerprint,
    kind: `transfer.${transfer.direction}`,
    about: 'transfer',
    transfer,
  }
}

function readTransfer(rawBody: Uint8Array): BankTransfer | null {
  try {
    const told = sepayTransferSchema.safeParse(JSON.parse(Buffer.from(rawBody).toString('utf8')))
    return told.success ? toBankTransfer(told.data) : null
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return null
    throw error
  }
}
