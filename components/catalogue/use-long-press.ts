'use client'

import { useEffect, useRef, type MouseEvent, type PointerEvent } from 'react'

const pressMs = 500
const slackPx = 10

/** Handlers that call back once a finger has rested for half a second; the click that follows is swallowed. */
export function useLongPress(onLongPress: () => void) {
  const press = useRef<{ timer: number; x: number; y: number; fired: boolean } | null>(null)
  const cancel = () => {
    if (press.current) window.clearTimeout(press.current.timer)
  }
  useEffect(() => cancel, [])
  return {
    onPointerDown(event: PointerEvent) {
      // What a finger left behind must swallow no click of a mouse.
      cancel()
      press.current = null
      if (event.pointerType !== 'touch') return
      const started = { timer: 0, x: event.clientX, y: event.clientY, fired: false }
      started.timer = window.setTimeout(() => {
        started.fired = true
        onLongPress()
      }, pressMs)
      press.current = started
    },
    onPointerMove(event: PointerEvent) {
      const started = press.current
      if (!started) return
      if (Math.hypot(event.clientX - started.x, event.clientY - started.y) > slackPx) cancel()
    },
    onPointerUp: cancel,
    onPointerCancel: cancel,
    onClickCapture(event: MouseEvent) {
      // Enter on a focused link comes without a press, as a click of no button.
      if (!press.current?.fired || event.detail === 0) return
      press.current = null
      event.preventDefault()
      event.stopPropagation()
    },
    onContextMenu(event: MouseEvent) {
      // Android opens its own menu for a long press on a link; ours stands instead.
      if (press.current) event.preventDefault()
    },
  }
}
