'use client'

import { MonitorPlay, Smartphone, Tablet, Tv } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import type { PlaybackSessionDto } from '#server/domains/playback/schemas.ts'
import { useRouter } from '#i18n/navigation.ts'
import { BulbBoard } from '../../ui/bulb-board.tsx'
import { Button } from '../../ui/button.tsx'
import { useLocalText } from '../parts/player-context.tsx'
import type { Refusal } from './refusal.ts'

const pictures = { phone: Smartphone, tablet: Tablet, tv: Tv, computer: MonitorPlay, program: MonitorPlay }

/** Which devices play now, each with the way to stop it; then the film begins here by itself. */
export function StreamsRefusal({ refusal }: { refusal: Extract<Refusal, { reason: 'too-many-streams' }> }) {
  const t = useTranslations('playback.refusal.streams')
  const router = useRouter()
  const [stopping, setStopping] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  const [refreshing, startRefresh] = useTransition()
  const stop = async (id: string) => {
    setStopping(id)
    setFailed(false)
    const gone = await endOther(id)
    setStopping(null)
    setFailed(!gone)
    if (gone) startRefresh(() => router.refresh())
  }
  return (
    <>
      <BulbBoard text={String(refusal.limit)} size={96} />
      <h1 className="mt-8 font-display text-[1.4375rem] leading-[1.3] text-balance">
        {t('title', { limit: refusal.limit })}
      </h1>
      <p className="mt-2 text-body text-balance text-shell-2">{t('body')}</p>
      <ul className="mt-6 grid w-full gap-2 text-left">
        {refusal.sessions.map((session) => (
          <li key={session.id} className="flex items-center gap-3 rounded-card bg-ink-2 p-3">
            <Playing session={session} />
            <Button
              variant="tonal"
              size="sm"
              className="ml-auto"
              busy={stopping === session.id || refreshing}
              onClick={() => void stop(session.id)}
            >
              {t('stop')}
            </Button>
          </li>
        ))}
      </ul>
      <div className="mt-4 min-h-6 text-small text-son-text" aria-live="polite">
        {failed ? t('failed') : null}
      </div>
      <Button variant="text" busy={refreshing} onClick={() => startRefresh(() => router.refresh())}>
        {t('again')}
      </Button>
    </>
  )
}

function Playing({ session }: { session: PlaybackSessionDto }) {
  const t = useTranslations('playback.refusal.streams')
  const local = useLocalText()
  const format = useFormatter()
  const Picture = pictures[session.device?.kind ?? 'program']
  const named = [session.device?.browser, session.device?.system].filter(Boolean).join(' · ')
  const since = format.dateTime(new Date(session.startedAt), { timeStyle: 'short' })
  return (
    <>
      <Picture aria-hidden size={22} strokeWidth={1.75} className="shrink-0 text-lamp" />
      <div className="min-w-0">
        <p className="truncate text-body font-semibold">{named === '' ? t('unknownDevice') : named}</p>
        <p className="truncate text-small text-shell-2">
          {session.title ? t('playing', { title: local(session.title), since }) : t('since', { since })}
        </p>
      </div>
    </>
  )
}

/** One that is over by now has made room as well. */
async function endOther(id: string): Promise<boolean> {
  try {
    const response = await fetch(`/api/playback/sessions/${id}`, { method: 'DELETE' })
    return response.ok || response.status === 404
  } catch {
    return false
  }
}
