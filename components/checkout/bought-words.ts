import type { useTranslations } from 'next-intl'
import type { BoughtView } from './views.ts'

type Translate = ReturnType<typeof useTranslations<'checkout'>>

/** Gives what is bought in one line, "Gói Rạp Nhà, 1 tháng"; `t` reads `checkout`. */
export function boughtLine(bought: BoughtView, t: Translate): string {
  switch (bought.kind) {
    case 'plan':
      return t('bought.planLine', { name: bought.plan.name, interval: bought.interval })
    case 'rental':
      return t('bought.rentalLine', { name: boughtName(bought, t) })
    case 'purchase':
      return t('bought.purchaseLine', { name: boughtName(bought, t) })
  }
}

/** Gives the name of what is bought, of a season with its number. */
export function boughtName(bought: BoughtView, t: Translate): string {
  if (bought.kind === 'plan') return bought.plan.name
  const { name, season } = bought
  return season === null ? name : `${name}, ${t('bought.season', { number: season })}`
}
