import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { getTitleCards } from '../catalogue/index.ts'
import { describeTargets } from './describe-targets.ts'
import { offerWithdrawn, priceChanged, priceNotFound } from './errors.ts'
import { plansById, toPlanOffer } from './plan.repository.ts'
import { findToday, pricesById, toPriceDto, type PriceRow } from './price.repository.ts'
import { priceIdSchema, priceIdsSchema, type QuoteDto } from './schemas.ts'
import { titleOffersById } from './title-offer.repository.ts'

/**
 * Gives what a price pays for, if it may still be paid. For everybody. Throws `price.not-found`; `offer.withdrawn` where
 * it is no longer sold, at all or in this currency; `price.changed` where it costs something else today, with that
 * price's `priceId`, `amountMinor` and `currency` as the error's params: show it before anything is started.
 */
export async function quote(_context: Context, input: { priceId: string }): Promise<QuoteDto> {
  const { priceId } = parseInput(priceIdSchema, input)
  const [row] = await pricesById(database(), [priceId])
  const [found] = row ? await describeRows([row]) : []
  if (!row || !found) throw priceNotFound(priceId)
  if (found.status !== 'offered' || !(await isShown(found))) throw offerWithdrawn()
  if (found.isToday) return found
  const today = await findToday(database(), row)
  throw today ? priceChanged(today) : offerWithdrawn()
}

/**
 * Gives what these prices pay, or paid, for, by their ids, whatever has become of the offers since; an id that is no
 * price's is left out. For whoever holds the ids of prices, as payments do.
 */
export async function describePrices(
  _context: Context,
  input: { priceIds: string[] },
): Promise<Map<string, QuoteDto>> {
  const { priceIds } = parseInput(priceIdsSchema, input)
  const quotes = await describeRows(await pricesById(database(), priceIds))
  return new Map(quotes.map((each) => [each.price.id, each]))
}

async function describeRows(rows: PriceRow[]): Promise<QuoteDto[]> {
  const titleOffers = await titleOffersById(
    database(),
    rows.flatMap(({ titleOfferId }) => titleOfferId ?? []),
  )
  const [plans, described] = await Promise.all([
    plansById(
      database(),
      rows.flatMap(({ planId }) => planId ?? []),
    ),
    describeTargets(titleOffers),
  ])
  return rows.flatMap((row): QuoteDto[] => {
    const price = toPriceDto(row)
    const plan = row.planId === null ? undefined : plans.get(row.planId)
    const titleOffer = titleOffers.find(({ id }) => id === row.titleOfferId)
    const offer = plan ? toPlanOffer(plan) : described.find(({ id }) => id === row.titleOfferId)
    const status = plan?.status ?? titleOffer?.status
    if (!offer || !status) return []
    return [{ price, offer, status, isToday: status === 'offered' && row.validUntil === null }]
  })
}

/** What nobody may look at is not sold either. */
async function isShown({ offer }: QuoteDto): Promise<boolean> {
  if (offer.kind === 'plan') return true
  const shown = await getTitleCards({ titleIds: offer.titleIds })
  return shown.length > 0 && shown.length === offer.titleIds.length
}
