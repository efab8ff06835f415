'use client'

import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { BulbBoard } from '#components/ui/bulb-board.tsx'
import { Button } from '#components/ui/button.tsx'
import type { PlayerFailure } from '../controller/player-state.ts'
import { formatTime } from '../controller/timeline-math.ts'
import { usePlayer, usePlayerState } from './player-context.tsx'
import { TopBar } from './top-bar.tsx'

const nextSteps: Partial<Record<PlayerFailure['kind'], 'signIn' | 'playHere' | 'seeWhy'>> = {
  'sign-in': 'signIn',
  'stopped-by-owner': 'playHere',
  'stopped-by-staff': 'playHere',
  'right-ended': 'seeWhy',
}

/** One plain sentence, the place that is kept, Retry, and details folded. */
export function FailurePanel({ failure }: { failure: PlayerFailure }) {
  const t = useTranslations('playback.failure')
  const { controller } = usePlayer()
  const heights = usePlayerState((state) => state.heights)
  const shown = usePlayerState((state) => state.chosenHeight ?? state.shownHeight)
  const lower = failure.kind === 'network' ? heights.find((height) => height < (shown ?? 0)) : undefined
  const retry = useRef<HTMLButtonElement>(null)
  useEffect(() => retry.current?.focus(), [])
  const mayRetry = failure.kind !== 'gone' && failure.kind !== 'unsupported'
  return (
    <div
      role="alert"
      className="px-gutter absolute inset-0 grid place-content-center justify-items-center overflow-y-auto bg-black/85 py-16 text-center"
    >
      <div className="px-gutter absolute inset-x-0 top-0 pt-5 text-left max-md:pt-[max(12px,env(safe-area-inset-top))]">
        <TopBar />
      </div>
      <BulbBoard text="!" tone="son" size={64} />
      <h2 className="mt-6 max-w-[26em] font-display text-[1.375rem] leading-[1.35]">{t(failure.kind)}</h2>
      {failure.positionS >= 1 ? (
        <p className="mt-2 text-body text-shell-2">{t('kept', { time: formatTime(failure.positionS) })}</p>
      ) : null}
      {mayRetry ? (
        <div className="mt-6 grid w-[334px] max-w-full gap-2">
          <Button variant="lamp" size="lg" ref={retry} onClick={() => controller.retry()}>
            <RotateCw aria-hidden size={18} strokeWidth={1.75} />
            {t(nextSteps[failure.kind] ?? 'retry')}
          </Button>
          {lower === undefined ? null : (
            <Button variant="tonal" onClick={() => controller.retry(lower)}>
              {t('lower', { height: lower })}
            </Button>
          )}
        </div>
      ) : null}
      <details className="mt-5 max-w-full text-small text-shell-3">
        <summary className="min-h-11 cursor-pointer content-center">{t('details')}</summary>
        <code className="block max-w-[60ch] font-mono text-meta break-all">{failure.detail}</code>
      </details>
    </div>
  )
}
