import { Ticket } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { AccessHeld, TitleAccess } from './views.ts'

/** Why a title costs nothing more, before Play; nothing where it has a price. */
export function AccessLine({ access, signedIn }: { access: TitleAccess; signedIn: boolean }) {
  const t = useTranslations('offers.access')
  const heldWords = useHeldWords()
  if (access.kind !== 'free' && access.kind !== 'held') return null
  return (
    <p className="mt-4 flex items-center gap-2 text-small font-medium text-shell">
      <Ticket aria-hidden size={18} strokeWidth={1.75} className="shrink-0 text-lamp-text" />
      {access.kind === 'held' ? heldWords(access.held) : t(signedIn ? 'free' : 'freeSignIn')}
    </p>
  )
}

function useHeldWords(): (held: AccessHeld) => string {
  const t = useTranslations('offers.access.has')
  return ({ reason, until }) => {
    switch (reason) {
      case 'subscription':
        return t('subscription')
      case 'purchase':
        return t('purchase')
      case 'rental':
        return until === null ? t('rentalOpen') : t('rental', { until })
      case 'gift':
        return until === null ? t('gift') : t('giftUntil', { until })
      case 'staff':
        return until === null ? t('staff') : t('staffUntil', { until })
    }
  }
}
