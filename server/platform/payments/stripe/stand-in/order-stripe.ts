import { z } from 'zod'
import { AppError, conflict } from '../../../errors/app-error.ts'

const ourselves = ['127.0.0.1', 'localhost', '[::1]']
const doneSchema = z.record(z.string(), z.unknown())

/**
 * Has the stand-in behind that `STRIPE_API_BASE` do what `orders.ts` names, and gives what it changed; throws
 * `payment.no-stand-in` where Stripe itself, or nobody, is at that address, or the order can not be carried out.
 */
export async function orderStripe(
  apiBase: string | undefined,
  name: string,
  input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const address = new URL(`/stand-in/${name}`, apiBase ?? 'https://api.stripe.com')
  if (!ourselves.includes(address.hostname)) {
    const message = 'STRIPE_API_BASE is not of this machine: only the stand-in of npm run dev takes orders.'
    throw conflict('payment.no-stand-in', message)
  }
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(30_000),
  }).catch((cause: unknown) => {
    const message = `The stand-in at ${address.origin} does not answer: start it with npm run dev.`
    throw new AppError({ kind: 'unavailable', code: 'payment.no-stand-in', message, cause })
  })
  if (answer.status === 200) return doneSchema.parse(await answer.json())
  const message = `The stand-in answers ${answer.status}: ${(await answer.text()).slice(0, 300)}`
  throw conflict('payment.no-stand-in', message)
}
