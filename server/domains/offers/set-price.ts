import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { setPriceSchema, type SetPriceInput } from './schemas.ts'
import { setPrices } from './set-prices.ts'

/** Sets what an offer costs from now on in one currency, as {@link setPrices} does in several. */
export async function setPrice(context: Context, input: SetPriceInput): Promise<void> {
  const { offer, currency, amountMinor } = parseInput(setPriceSchema, input)
  await setPrices(context, { offer, prices: [{ currency, amountMinor }] })
}
