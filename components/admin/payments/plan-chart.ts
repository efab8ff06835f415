import { minorDigits, type Currency, type Takings } from '#server/domains/billing/schemas.ts'

type Day = Takings['days'][number]
export type ProviderName = Day['moved'][number]['provider']

/** In the order in which they are stacked. */
export const stackedProviders: readonly ProviderName[] = ['sepay', 'stripe']

/** From where to where the chart reaches, and where its lines are: nothing is always one of them. */
export type Scale = { bottom: number; top: number; lines: number[] }

const niceSteps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
const linesAbove = 3

/** Gives a scale with three lines above nothing, and as many below, three at most, as days with more out than in need. */
export function planScale(highest: number, lowest: number): Scale {
  const least = Math.max(highest, -lowest, 1) / linesAbove
  const size = 10 ** Math.floor(Math.log10(least))
  const step = (niceSteps.find((nice) => nice * size >= least * 0.999999) ?? 10) * size
  const below = lowest < 0 ? Math.ceil(-lowest / step) : 0
  const lines = Array.from({ length: linesAbove + below + 1 }, (_, index) => (index - below) * step)
  return { bottom: -below * step, top: linesAbove * step, lines }
}

/** A part of a day's stack, in the smallest part of the currency; `from` is nearer to nothing. */
export type Segment = { provider: ProviderName; from: number; to: number }

/** Gives what each provider brought that day, net: gains upwards from nothing, losses downwards. */
export function stackDay({ moved }: Day): Segment[] {
  let up = 0
  let down = 0
  return stackedProviders.flatMap((provider) => {
    const net = netOf(moved.filter((each) => each.provider === provider))
    if (net === 0) return []
    const from = net > 0 ? up : down
    if (net > 0) up += net
    else down += net
    return [{ provider, from, to: from + net }]
  })
}

/** What is left of what moved. */
export function netOf(moved: Day['moved']): number {
  return moved.reduce((sum, { inMinor, outMinor }) => sum + inMinor - outMinor, 0)
}

export type ShortAmount = { number: number; unit: 'billions' | 'millions' | 'thousands' | 'ones' }

/** Gives an amount as an axis shows it: 18 and millions for 18,000,000 đồng. */
export function shortenAmount(amountMinor: number, currency: Currency): ShortAmount {
  const whole = amountMinor / 10 ** minorDigits[currency]
  const size = Math.abs(whole)
  if (size >= 1e9) return { number: whole / 1e9, unit: 'billions' }
  if (size >= 1e6) return { number: whole / 1e6, unit: 'millions' }
  if (size >= 1e3) return { number: whole / 1e3, unit: 'thousands' }
  return { number: whole, unit: 'ones' }
}
