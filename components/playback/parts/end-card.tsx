'use client'

import { RotateCcw, SkipForward } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { useLocalText, usePlayer } from './player-context.tsx'
import { TopBar } from './top-bar.tsx'

/** What stands there when nothing follows by itself: watch again, or back to the title's page. */
export function EndCard() {
  const t = useTranslations('playback')
  const local = useLocalText()
  const { controller, playback, actions, root } = usePlayer()
  const { next, still, episode, title } = playback
  const again = useRef<HTMLButtonElement>(null)
  useEffect(() => again.current?.focus({ preventScroll: true }), [])
  const replay = () => {
    controller.seekTo(0)
    void controller.play()
    // The button that had the focus goes; the keys stay with the player.
    root?.focus({ preventScroll: true })
  }
  return (
    <section
      aria-label={t('end.label')}
      data-testid="player-end"
      className="px-gutter absolute inset-0 grid place-content-center justify-items-center overflow-y-auto bg-black py-16 text-center"
    >
      {still ? (
        <img src={still} alt="" className="absolute inset-0 size-full object-cover opacity-20" />
      ) : null}
      <div className="px-gutter absolute inset-x-0 top-0 pt-5 text-left max-md:pt-[max(12px,env(safe-area-inset-top))]">
        <TopBar />
      </div>
      <h2 className="relative max-w-[26em] font-display text-[1.375rem] leading-[1.35]">
        {t('end.title', { title: local(episode?.title ?? title) })}
      </h2>
      <div className="relative mt-6 grid w-[334px] max-w-full gap-2">
        <Button variant="lamp" size="lg" ref={again} onClick={replay}>
          <RotateCcw aria-hidden size={18} strokeWidth={1.75} />
          {t('end.again')}
        </Button>
        {next ? (
          <Button variant="tonal" size="lg" onClick={() => actions.goTo(next.href)}>
            <SkipForward aria-hidden size={18} strokeWidth={1.75} />
            {t(playback.kind === 'course' ? 'nextLesson' : 'next')}
          </Button>
        ) : null}
        <Button variant="tonal" size="lg" onClick={actions.leave}>
          {t('end.leave')}
        </Button>
      </div>
    </section>
  )
}
