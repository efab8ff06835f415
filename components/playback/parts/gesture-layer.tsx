'use client'

import { RotateCcw, RotateCw } from 'lucide-react'
import { useEffect, useRef, useState, type PointerEvent } from 'react'
import { usePlayer } from './player-context.tsx'

const doubleTapMs = 300
const stepS = 10

/**
 * Takes touches and clicks on the picture. Mouse: click plays or pauses, double click fills the screen. Finger: one
 * tap shows or hides the controls, two taps on a side jump ten seconds. The keyboard has its own ways to all of it.
 */
export function GestureLayer() {
  const { controller, visibility } = usePlayer()
  const last = useRef({ at: 0, side: 0 })
  const hideTimer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [jump, setJump] = useState<{ side: -1 | 1; count: number } | null>(null)
  useEffect(() => () => clearTimeout(hideTimer.current), [])
  useEffect(() => {
    if (!jump) return
    const timer = setTimeout(() => setJump(null), 600)
    return () => clearTimeout(timer)
  }, [jump])

  const tap = (event: PointerEvent<HTMLDivElement>) => {
    const { width, left } = event.currentTarget.getBoundingClientRect()
    const side = event.clientX - left < width / 2 ? -1 : 1
    const isSecond = event.timeStamp - last.current.at < doubleTapMs && last.current.side === side
    last.current = { at: event.timeStamp, side }
    clearTimeout(hideTimer.current)
    if (visibility.store.get().locked) {
      visibility.show()
    } else if (isSecond) {
      controller.seekBy(side * stepS)
      setJump((shown) => ({ side, count: shown?.side === side ? shown.count + 1 : 1 }))
    } else if (visibility.store.get().visible) {
      // Waits, so that the first of two taps does not make the controls flicker.
      hideTimer.current = setTimeout(visibility.hide, doubleTapMs)
    } else {
      visibility.show()
    }
  }

  return (
    <div
      aria-hidden
      className="absolute inset-0 touch-manipulation"
      onPointerUp={(event) => {
        if (event.pointerType !== 'mouse') tap(event)
      }}
      onClick={(event) => {
        const { pointerType } = event.nativeEvent as globalThis.PointerEvent
        if (pointerType === 'mouse') controller.togglePlay()
      }}
      onDoubleClick={(event) => {
        const { pointerType } = event.nativeEvent as globalThis.PointerEvent
        if (pointerType === 'mouse') void controller.toggleFullscreen()
      }}
    >
      {jump ? <JumpSign side={jump.side} seconds={jump.count * stepS} /> : null}
    </div>
  )
}

function JumpSign({ side, seconds }: { side: -1 | 1; seconds: number }) {
  const Icon = side < 0 ? RotateCcw : RotateCw
  return (
    <div
      className={`pointer-events-none absolute inset-y-0 grid w-1/3 place-content-center justify-items-center gap-1 bg-shell/8 ${side < 0 ? 'left-0 rounded-r-[50%]' : 'right-0 rounded-l-[50%]'}`}
    >
      <Icon size={32} strokeWidth={1.5} />
      <span className="tabular text-body font-semibold">{side < 0 ? `-${seconds}` : `+${seconds}`}</span>
    </div>
  )
}
