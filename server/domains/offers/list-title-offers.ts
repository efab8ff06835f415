import { authorize } from '../../platform/authorize/authorize.ts'
import { systemContext, type Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { getTitleForAdmin } from '../catalogue/index.ts'
import { bundlesWith } from './bundle.repository.ts'
import { describeTargets } from './describe-targets.ts'
import { pricesOf } from './price.repository.ts'
import {
  listTitleOffersSchema,
  offersOfTitleSchema,
  type AdminTitleOfferDto,
  type TitleOfferDto,
} from './schemas.ts'
import { newestTitleOffers, titleOffersOf, type TitleOfferRow } from './title-offer.repository.ts'

const most = 500

/**
 * Gives how a title can be rented or bought today: itself, its seasons, and bundles that hold it, rentals first. For
 * everybody; throws `title.not-found`.
 */
export async function listOffersOfTitle(input: { titleId: string }): Promise<TitleOfferDto[]> {
  const { titleId } = parseInput(offersOfTitleSchema, input)
  const rows = (await offersAround(titleId)).filter(({ status }) => status === 'offered')
  const [described, prices] = await Promise.all([describeTargets(rows), pricesOfRows(rows, true)])
  return described
    .map((offer) => ({ ...offer, prices: prices.get(offer.id) ?? [] }))
    .filter((offer) => offer.prices.length > 0)
}

/**
 * Gives the rentals and purchases around one title, or those of all that were changed last (500 at most), withdrawn ones
 * too, with every price they ever had. Wants `offer.read`; throws `title.not-found`.
 */
export async function listTitleOffers(
  context: Context,
  input: { titleId?: string } = {},
): Promise<AdminTitleOfferDto[]> {
  authorize(context, 'offer.read')
  const { titleId } = parseInput(listTitleOffersSchema, input)
  const rows = await (titleId === undefined ? newestTitleOffers(most) : offersAround(titleId))
  const [described, prices] = await Promise.all([describeTargets(rows), pricesOfRows(rows, false)])
  return rows.map((row, index) => {
    const offer = described[index]
    if (!offer) throw new Error(`Offer ${row.id} was not described.`)
    const { status, changedAt } = row
    return { ...offer, prices: prices.get(row.id) ?? [], status, changedAt: changedAt.toISOString() }
  })
}

async function offersAround(titleId: string): Promise<TitleOfferRow[]> {
  const [{ seasons }, bundle] = await Promise.all([
    getTitleForAdmin(systemContext('offers'), { titleId }),
    bundlesWith(database(), titleId),
  ])
  return titleOffersOf({ title: [titleId], season: seasons.flatMap(({ id }) => id ?? []), bundle })
}

function pricesOfRows(rows: readonly TitleOfferRow[], isToday: boolean) {
  return pricesOf(database(), { titleOfferIds: rows.map(({ id }) => id) }, { isToday })
}
