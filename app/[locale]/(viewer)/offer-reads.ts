import { cacheLife, cacheTag } from 'next/cache'
import { chooseCurrency } from '#components/offers/choose-currency.ts'
import type { Locale } from '#i18n/routing.ts'
import { catalogueTag } from '#server/domains/catalogue/index.ts'
import { listWaysToPay } from '#server/domains/billing/index.ts'
import * as offers from '#server/domains/offers/index.ts'
import type { Currency, PlanDto, TitleOfferDto } from '#server/domains/offers/schemas.ts'
import { currentContext } from '#server/http/session.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import { readOwnAccount } from './viewer-reads.ts'

/** Cached reads of what is sold; offers drop their tag whenever something changes. */

export async function readPlans(): Promise<PlanDto[]> {
  'use cache'
  cacheTag(offers.offersTag)
  cacheLife('hours')
  return offers.listPlans()
}

/** None for a title that is gone: an error's code would not survive the cache. */
export async function readOffersOfTitle(titleId: string): Promise<TitleOfferDto[]> {
  'use cache'
  cacheTag(offers.offersTag, catalogueTag)
  cacheLife('hours')
  try {
    return await offers.listOffersOfTitle({ titleId })
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') return []
    throw error
  }
}

/** Gives what the reader pays in: by their account's country, else by where they are, else by the page's language. */
export async function readCurrency(locale: Locale): Promise<Currency> {
  const [{ actor }, account] = await Promise.all([currentContext(), readOwnAccount()])
  const where = actor.kind === 'account' ? (actor.country ?? null) : null
  const payable = listWaysToPay().flatMap(({ currencies }) => currencies)
  return chooseCurrency({ country: account?.country ?? where, locale, payable })
}
