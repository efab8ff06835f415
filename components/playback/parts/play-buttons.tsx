'use client'

import { Pause, Play, RotateCcw, RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cn } from '#components/ui/class-names.ts'
import { ControlButton } from './control-button.tsx'
import { usePlayer, usePlayerState } from './player-context.tsx'

/** Play or pause, as the bar has it. */
export function PlayButton() {
  const t = useTranslations('playback')
  const { controller } = usePlayer()
  const paused = usePlayerState((state) => state.paused)
  return (
    <ControlButton label={paused ? t('play') : t('pause')} onClick={() => controller.togglePlay()}>
      {paused ? <FilledPlay size={24} /> : <FilledPause size={24} />}
    </ControlButton>
  )
}

/** The large lamp in the middle: on phones, and wherever the browser wants a touch before it plays. */
export function CentrePlayButton() {
  const t = useTranslations('playback')
  const { controller } = usePlayer()
  const paused = usePlayerState((state) => state.paused)
  return (
    <button
      type="button"
      aria-label={paused ? t('play') : t('pause')}
      onClick={() => controller.togglePlay()}
      className="grid size-19 place-items-center rounded-full bg-lamp text-on-lamp transition-[background-color,scale] duration-[120ms] ease-house hover:bg-lamp-hover active:scale-[.98] active:bg-lamp-pressed"
    >
      {paused ? <FilledPlay size={34} className="translate-x-0.5" /> : <FilledPause size={34} />}
    </button>
  )
}

/** Ten seconds back or forward. */
export function SeekButton({ seconds, size = 26 }: { seconds: 10 | -10; size?: number }) {
  const t = useTranslations('playback')
  const { controller } = usePlayer()
  const Icon = seconds < 0 ? RotateCcw : RotateCw
  return (
    <ControlButton
      label={seconds < 0 ? t('rewind') : t('forward')}
      onClick={() => controller.seekBy(seconds)}
      className={cn('relative', size > 30 && 'size-16')}
    >
      <Icon aria-hidden size={size} strokeWidth={size > 30 ? 1.5 : 1.75} />
      <span
        aria-hidden
        className="absolute inset-0 grid place-items-center font-figures font-semibold"
        style={{ fontSize: size * 0.34 }}
      >
        10
      </span>
    </ControlButton>
  )
}

function FilledPlay({ size, className }: { size: number; className?: string }) {
  return <Play aria-hidden size={size} fill="currentColor" strokeWidth={1.75} className={className} />
}

function FilledPause({ size }: { size: number }) {
  return <Pause aria-hidden size={size} fill="currentColor" strokeWidth={1} />
}
