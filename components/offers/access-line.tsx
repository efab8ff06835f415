import { Ticket } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useDay } from '../format/use-day.ts'
import type { AccessHeld, TitleAccess } from './views.ts'

/** Why a title, or some of its seasons, costs nothing more, before Play; nothing where all of it has a price. */
export function AccessLine({ access, signedIn }: { access: TitleAccess; signedIn: boolean }) {
  const t = useTranslations('offers.access')
  const heldWords = useHeldWords()
  if (access.kind === 'nothing') return null
  const lines = access.kind === 'free' ? [t(signedIn ? 'free' : 'freeSignIn')] : access.held.map(heldWords)
  if (lines.length === 0) return null
  return (
    <div className="mt-4 grid gap-1 text-small font-medium text-shell">
      {lines.map((line) => (
        <p key={line} className="flex items-start gap-2">
          <Ticket aria-hidden size={18} strokeWidth={1.75} className="mt-px shrink-0 text-lamp-text" />
          {line}
        </p>
      ))}
    </div>
  )
}

function useHeldWords(): (held: AccessHeld) => string {
  const t = useTranslations('offers.access')
  const format = useFormatter()
  const { day, moment } = useDay()
  return ({ reason, seasons, span }) => {
    const names = seasons && format.list(seasons.map((number) => t('season', { number })))
    const what = { seasons: names ?? 'none' }
    if (reason === 'subscription') return t('has.subscription')
    switch (span.kind) {
      case 'for-ever':
        return t(`has.${reason}`, { ...what, span: 'none', until: '', hours: 0 })
      case 'until':
        return t(`has.${reason}`, { ...what, span: 'until', until: moment(span.at), hours: 0 })
      case 'start-before': {
        const { hours } = span
        return t(`has.${reason}`, { ...what, span: 'unstarted', until: day(span.at), hours })
      }
    }
  }
}
