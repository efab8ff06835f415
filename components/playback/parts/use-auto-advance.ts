import { useEffect, useEffectEvent, useState } from 'react'
import { usePlayer } from './player-context.tsx'

const key = 'marquee.episodes-in-a-row'
const mostInARow = 3

/**
 * Goes on to the next episode at the end of this one, unless the viewer or their profile wants to stay, or three have
 * followed each other without a touch: then somebody may be asleep, and `asking` is true.
 */
export function useAutoAdvance(): {
  asking: boolean
  staying: boolean
  stay: () => void
  goOn: () => void
} {
  const { controller, playback, actions } = usePlayer()
  const staysByItself = !playback.preferences.autoplayNext
  const [staying, setStaying] = useState(staysByItself)
  const [asking, setAsking] = useState(false)
  const { next } = playback
  const advance = useEffectEvent(() => {
    if (!next || staying) return
    const inARow = readCount() + 1
    if (inARow >= mostInARow) {
      setAsking(true)
      return
    }
    keepCount(inARow)
    actions.goTo(next.href)
  })
  useEffect(() => {
    let wasEnded = false
    const unsubscribe = controller.state.subscribe(() => {
      const { ended } = controller.state.get()
      if (ended && !wasEnded) advance()
      wasEnded = ended
    })
    return () => {
      unsubscribe()
      // The page is kept when it is left; coming back is a new sitting.
      setAsking(false)
      setStaying(staysByItself)
    }
  }, [controller, staysByItself])
  return {
    asking,
    staying,
    stay: () => setStaying(true),
    goOn: () => {
      setAsking(false)
      keepCount(0)
      if (next) actions.goTo(next.href)
    },
  }
}

/** Somebody is there. */
export function noticeViewer(): void {
  keepCount(0)
}

function readCount(): number {
  try {
    return Number(sessionStorage.getItem(key) ?? 0) || 0
  } catch {
    return 0
  }
}

function keepCount(count: number): void {
  try {
    sessionStorage.setItem(key, String(count))
  } catch {
    // Without storage nobody is asked.
  }
}
