'use client'

import { Monitor, Smartphone, SquareTerminal, Tablet, Tv, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import type { DeviceDto } from '#server/domains/identity/schemas.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { showToast } from '../../ui/toast.tsx'

/** A session in the words of the page's language. */
export type DeviceView = {
  id: string
  kind: DeviceDto['kind']
  name: string
  place: string | null
  used: string
  opened: string
  isCurrent: boolean
}

type Outcome = { ok: true } | { ok: false; code: string }

type DeviceListProps = {
  devices: DeviceView[]
  endSession: (input: { sessionId: string }) => Promise<Outcome>
  endOtherSessions: () => Promise<Outcome>
}

const icons: Record<DeviceDto['kind'], LucideIcon> = {
  phone: Smartphone,
  tablet: Tablet,
  computer: Monitor,
  tv: Tv,
  program: SquareTerminal,
}

/** Where the account is signed in, this device first, and the ways to end that. */
export function DeviceList({ devices, endSession, endOtherSessions }: DeviceListProps) {
  const t = useTranslations('devices')
  const ending = useEnding()
  const others = devices.filter((each) => !each.isCurrent)
  const { asked } = ending
  return (
    <>
      <ul aria-label={t('title')} className="grid gap-3">
        {devices.map((device) => (
          <Device key={device.id} device={device} onEnd={() => ending.ask(device)} />
        ))}
      </ul>
      {others.length === 0 ? (
        <p className="mt-6 text-body text-shell-2">{t('alone')}</p>
      ) : (
        <Button variant="danger" className="mt-6 max-md:w-full" onClick={() => ending.ask('others')}>
          {t('endOthers')}
        </Button>
      )}
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => (open ? undefined : ending.ask(null))}
        title={asked === 'others' ? t('askOthers') : t('ask', { name: asked?.name ?? '' })}
        description={asked === 'others' ? t('consequenceOthers', { count: others.length }) : t('consequence')}
        keepLabel={t('keep')}
        confirmLabel={asked === 'others' ? t('endOthers') : t('end')}
        busy={ending.busy}
        onConfirm={() => {
          if (asked === 'others') ending.run(endOtherSessions, t('endedOthers'))
          else if (asked)
            ending.run(() => endSession({ sessionId: asked.id }), t('ended', { name: asked.name }))
        }}
      />
    </>
  )
}

function Device({ device, onEnd }: { device: DeviceView; onEnd: () => void }) {
  const t = useTranslations('devices')
  const Icon = icons[device.kind]
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 rounded-card border border-line bg-ink-1 p-4 md:flex-nowrap md:items-center md:p-5">
      <Icon
        aria-label={t(`kind.${device.kind}`)}
        size={24}
        strokeWidth={1.75}
        className="mt-0.5 text-shell-2"
      />
      <div className="min-w-0 flex-1">
        <h2 className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-body font-medium">
          <span className="min-w-0 break-words">{device.name}</span>
          {device.isCurrent ? <Badge className="font-sans">{t('thisOne')}</Badge> : null}
        </h2>
        <p className="mt-1 text-small text-shell-2">
          {device.place === null ? device.used : t('placeAndUse', { place: device.place, used: device.used })}
        </p>
        <p className="text-small text-shell-3">{device.opened}</p>
      </div>
      {device.isCurrent ? null : (
        <Button
          variant="outline"
          size="sm"
          className="max-md:w-full"
          aria-label={t('endOf', { name: device.name })}
          onClick={onEnd}
        >
          {t('end')}
        </Button>
      )}
    </li>
  )
}

/** What is asked about, and the doing of it; the page then shows what is left. */
function useEnding() {
  const t = useTranslations('devices')
  const router = useRouter()
  const [asked, ask] = useState<DeviceView | 'others' | null>(null)
  const [busy, start] = useTransition()
  const run = (work: () => Promise<Outcome>, done: string) =>
    start(async () => {
      const outcome = await work().catch((): Outcome => ({ ok: false, code: 'offline' }))
      // One that has ended meanwhile is what was wanted.
      const isOver = outcome.ok || outcome.code === 'session.not-found'
      showToast(isOver ? { text: done } : { text: t('failed'), tone: 'failed' })
      if (!isOver) return
      ask(null)
      router.refresh()
    })
  return { asked, ask, busy, run }
}
