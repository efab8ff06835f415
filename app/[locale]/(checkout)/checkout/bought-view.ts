import { titleHref, watchHref } from '#components/catalogue/addresses.ts'
import type { BoughtTitle, BoughtView } from '#components/checkout/views.ts'
import type { Locale } from '#i18n/routing.ts'
import { getTitleCards } from '#server/domains/catalogue/index.ts'
import type { TitleCardDto } from '#server/domains/catalogue/schemas.ts'
import { rentalStartDays, type QuoteDto } from '#server/domains/offers/schemas.ts'
import { toPicture } from '../../pictures.ts'
import { readDays } from '../../read-days.ts'
import { textIn } from '../../(viewer)/title-view.ts'

const dayMs = 24 * 60 * 60 * 1000

/** Gives what a price pays for as the page shows it; a rental begins when it is paid, at `paidAt`. */
export async function toBoughtView(quoted: QuoteDto, locale: Locale, paidAt: Date): Promise<BoughtView> {
  const { offer, price } = quoted
  if (offer.kind === 'plan') {
    const { name, description, ...facts } = offer
    const plan = {
      ...facts,
      // Whether one may try it first hangs on how it is paid.
      trialDays: 0,
      name: textIn(locale, name),
      description: textIn(locale, description),
      prices: {},
    }
    return { kind: 'plan', plan, interval: price.interval ?? 'month' }
  }
  const { kind, name, season, target, titleIds } = offer
  const [titles, { day }] = await Promise.all([getTitleCards({ titleIds }), readDays(locale)])
  return {
    kind,
    name: name ? textIn(locale, name) : '',
    thing: target.kind === 'title' ? (titles[0]?.kind ?? 'film') : target.kind,
    season: season?.number ?? null,
    titles: titles.map((title) => toBoughtTitle(title, locale)),
    count: titleIds.length,
    startBy: kind === 'rental' ? day(new Date(paidAt.getTime() + rentalStartDays * dayMs)) : null,
  }
}

/** Gives a title as the checkout shows it. */
export function toBoughtTitle(title: TitleCardDto, locale: Locale): BoughtTitle {
  return {
    name: textIn(locale, title.title),
    href: titleHref(title.slug),
    watchHref: title.kind === 'film' && title.playable ? watchHref(title.slug, null) : null,
    poster: toPicture(title.artwork.poster),
    accent: title.accent,
  }
}
