import type { useTranslations } from 'next-intl'
import type { PlanView } from './views.ts'

type Translate = ReturnType<typeof useTranslations<'offers'>>

/** Gives what a plan has, a line each; `t` reads `offers`. */
export function planPerks(plan: PlanView, t: Translate): string[] {
  const { maxHeight, maxStreams, trialDays } = plan
  return [
    planOpens(plan, t),
    maxHeight === null
      ? t('perk.anyHeight')
      : t('perk.height', { quality: maxHeight >= 2160 ? '4K' : `${maxHeight}p` }),
    t('perk.streams', { count: maxStreams }),
    ...(trialDays > 0 ? [t('perk.trial', { days: trialDays })] : []),
  ]
}

/** Gives what of the catalogue a plan opens. */
export function planOpens({ kinds }: Pick<PlanView, 'kinds'>, t: Translate): string {
  return t(`perk.${kindsKey(kinds)}`)
}

function kindsKey(kinds: PlanView['kinds']) {
  const has = (kind: 'film' | 'series' | 'course') => kinds === null || kinds.includes(kind)
  if (has('film')) {
    if (has('series')) return has('course') ? 'all' : 'filmsSeries'
    return has('course') ? 'filmsCourses' : 'films'
  }
  if (has('series')) return has('course') ? 'seriesCourses' : 'series'
  return 'courses'
}
