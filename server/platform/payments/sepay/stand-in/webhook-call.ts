import type { MadeTransfer } from './orders.ts'

/** What the webhook's owner chose at SePay: a signature, or a key. */
export type Authentication = { kind: 'hmac'; secret: string } | { kind: 'api-key'; key: string }

/** What a webhook says, letter for letter. */
export function webhookBody(transfer: MadeTransfer, webhookId: number): string {
  return JSON.stringify({
    id: webhookId,
    gateway: transfer.gateway,
    transactionDate: inVietnam(transfer.at),
    accountNumber: transfer.account,
    subAccount: null,
    code: transfer.code,
    content: transfer.content,
    transferType: transfer.direction,
    description: `BankAPINotify ${transfer.content}`,
    transferAmount: transfer.amount,
    accumulated: transfer.balance,
    referenceCode: transfer.reference,
  })
}

/** Gives the headers that SePay sends with a body at that moment: made by WebCrypto, for what checks is Node's own. */
export async function webhookHeaders(
  authentication: Authentication,
  body: string,
  at: Date,
): Promise<Record<string, string>> {
  const plain = { 'content-type': 'application/json', 'user-agent': 'SePay stand-in' }
  if (authentication.kind === 'api-key') return { ...plain, authorization: `Apikey ${authentication.key}` }
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const text = new TextEncoder()
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', text.encode(authentication.secret), algorithm, false, [
    'sign',
  ])
  const mac = await crypto.subtle.sign('HMAC', key, text.encode(`${timestamp}.${body}`))
  const hex = Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return { ...plain, 'x-sepay-timestamp': timestamp, 'x-sepay-signature': `sha256=${hex}` }
}

const vietnam = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** `2026-03-25 14:02:37`, as the clocks in Vietnam show it; the Swedes write dates as SePay does. */
export function inVietnam(moment: string): string {
  return vietnam.format(new Date(moment))
}
