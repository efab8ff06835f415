import { useTranslations } from 'next-intl'
import { useEffect, type RefObject } from 'react'
import { chapterAt, fillOf, formatTime } from '../controller/timeline-math.ts'
import { usePlayer } from './player-context.tsx'

/** Writes the light straight into the line, four times a second, without rendering anything. */
export function useLight(line: RefObject<HTMLDivElement | null>, dragged: number | null): void {
  const t = useTranslations('playback')
  const { controller, playback } = usePlayer()
  useEffect(() => {
    const write = () => {
      const element = line.current
      const { durationS } = controller.state.get()
      if (!element || durationS <= 0) return
      const { positionS, bufferedS } = controller.clock.get()
      const shownS = dragged === null ? positionS : dragged * durationS
      paint(element, shownS / durationS, bufferedS / durationS)
      const chapter = chapterAt(playback.chapters, shownS * 1000)
      const values = { position: formatTime(shownS), duration: formatTime(durationS) }
      const text = chapter
        ? t('timelineChapterText', { ...values, chapter: chapter.title })
        : t('timelineText', values)
      element.setAttribute('aria-valuenow', String(Math.round(shownS)))
      element.setAttribute('aria-valuetext', text)
    }
    write()
    const unsubscribe = [controller.clock.subscribe(write), controller.state.subscribe(write)]
    return () => unsubscribe.forEach((end) => end())
  }, [line, dragged, controller, playback.chapters, t])
}

function paint(element: HTMLElement, played: number, buffered: number): void {
  for (const piece of element.querySelectorAll<HTMLElement>('[data-piece]')) {
    const span = { from: Number(piece.dataset.from), to: Number(piece.dataset.to), title: null }
    const [bufferedBar, playedBar] = piece.children as unknown as [HTMLElement, HTMLElement]
    bufferedBar.style.transform = `scaleX(${fillOf(span, buffered)})`
    playedBar.style.transform = `scaleX(${fillOf(span, played)})`
  }
  const thumb = element.querySelector<HTMLElement>('[data-thumb]')
  if (thumb) thumb.style.left = `${Math.min(1, Math.max(0, played)) * 100}%`
}
