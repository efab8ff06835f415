import { useTranslations } from 'next-intl'
import type { LiveStatus } from '../live/live-socket.ts'
import { RunningBulbs } from '../ui/running-bulbs.tsx'

/** Says that the page turns by itself, and when it is not told at once. */
export function WaitingStrip({ status }: { status: LiveStatus }) {
  const t = useTranslations('checkout.transfer')
  return (
    <output className="flex items-center gap-3.5 rounded-control bg-lamp-bg px-4 py-3 text-small text-shell">
      <RunningBulbs className="shrink-0 text-lamp-text" />
      {status === 'offline' || status === 'refused' ? t('offline') : t('waiting')}
    </output>
  )
}
