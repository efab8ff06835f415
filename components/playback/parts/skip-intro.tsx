'use client'

import { SkipForward } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { usePlayer, usePlayerClock } from './player-context.tsx'

/** Shown for the whole of the intro. */
export function SkipIntro() {
  const t = useTranslations('playback')
  const { controller, playback } = usePlayer()
  const { intro } = playback
  const inside = usePlayerClock(
    ({ positionS }) =>
      intro !== null && positionS * 1000 >= intro.startMs && positionS * 1000 < intro.endMs - 500,
  )
  if (!inside || !intro) return null
  return (
    <button
      type="button"
      onClick={() => controller.seekTo(intro.endMs / 1000)}
      className="pointer-events-auto flex h-12 items-center gap-2.5 rounded-control border border-line-strong bg-ink-1/90 px-5 text-body font-semibold transition-[background-color,scale] duration-[120ms] ease-house hover:bg-ink-3 active:scale-[.98] max-md:h-11 max-md:border-transparent max-md:px-4 max-md:text-small"
    >
      <SkipForward aria-hidden size={18} strokeWidth={1.75} />
      {t('skipIntro')}
    </button>
  )
}
