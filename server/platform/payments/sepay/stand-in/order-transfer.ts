import { AppError, conflict } from '../../../errors/app-error.ts'
import { madeTransferSchema, type MadeTransfer, type TransferOrder } from './orders.ts'

const ourselves = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Orders a transfer from the stand-in behind that `SEPAY_API_URL`, which tells of it by its webhook; throws
 * `payment.no-stand-in` where SePay itself, or nobody, is at that address.
 */
export async function orderTransfer(apiUrl: string, order: TransferOrder): Promise<MadeTransfer> {
  const address = new URL('/stand-in/transfers', apiUrl)
  if (!ourselves.includes(address.hostname)) {
    const message = `SEPAY_API_URL is ${apiUrl}: only the stand-in of npm run dev takes orders.`
    throw conflict('payment.no-stand-in', message)
  }
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
    signal: AbortSignal.timeout(10_000),
  }).catch((cause: unknown) => {
    const message = `The stand-in at ${address.origin} does not answer: start it with npm run dev.`
    throw new AppError({ kind: 'unavailable', code: 'payment.no-stand-in', message, cause })
  })
  if (answer.status !== 201) {
    const message = `The stand-in answers ${answer.status}: ${(await answer.text()).slice(0, 300)}`
    throw conflict('payment.no-stand-in', message)
  }
  return madeTransferSchema.parse(await answer.json())
}
