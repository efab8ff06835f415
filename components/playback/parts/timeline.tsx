'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { cn } from '#components/ui/class-names.ts'
import { cutTimeline } from '../controller/timeline-math.ts'
import { usePlayer, usePlayerState } from './player-context.tsx'
import { TimelinePreview } from './timeline-preview.tsx'
import { useHold } from './use-hold.ts'
import { useLight } from './use-light.ts'

const keyStepS = 10
/** Where both bars begin; the light is then written straight into them. */
const unlit = { transform: 'scaleX(0)' }

/** The line of the film: gaps where chapters begin, light up to here, a still above the pointer. */
export function Timeline({ onPreview }: { onPreview: (shown: boolean) => void }) {
  const t = useTranslations('playback')
  const { controller } = usePlayer()
  const durationS = usePlayerState((state) => state.durationS)
  const line = useRef<HTMLDivElement>(null)
  const [pointed, setPointed] = useState<number | null>(null)
  const [dragging, setDragging] = useState(false)
  useHold(dragging)
  useLight(line, dragging ? pointed : null)

  const shareOf = (event: PointerEvent): number => {
    const box = line.current?.getBoundingClientRect()
    return box ? Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) : 0
  }
  const point = (share: number | null) => {
    setPointed(share)
    onPreview(share !== null)
  }
  const down = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setDragging(true)
    point(shareOf(event))
  }
  const up = (event: PointerEvent<HTMLDivElement>) => {
    if (!dragging) return
    setDragging(false)
    controller.seekTo(shareOf(event) * durationS)
    if (event.pointerType !== 'mouse') point(null)
  }
  const cancel = () => {
    setDragging(false)
    point(null)
  }
  const key = (event: KeyboardEvent) => {
    const to = seekOfKey(event.key, controller.clock.get().positionS, durationS)
    if (to === null) return
    event.preventDefault()
    controller.seekTo(to)
  }

  return (
    <div className="group/line relative">
      {pointed === null ? null : <TimelinePreview share={pointed} durationS={durationS} />}
      <div
        ref={line}
        // A range input can show neither chapters nor what is buffered.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="slider"
        tabIndex={0}
        aria-label={t('timeline')}
        aria-valuemin={0}
        aria-valuemax={Math.round(durationS)}
        aria-valuenow={0}
        data-light
        className="relative flex h-8 cursor-pointer touch-none items-center rounded-control max-md:h-11"
        onPointerDown={down}
        onPointerMove={(event) => {
          if (dragging || event.pointerType === 'mouse') point(shareOf(event))
        }}
        onPointerUp={up}
        onPointerCancel={cancel}
        onPointerLeave={() => {
          if (!dragging) point(null)
        }}
        onKeyDown={key}
      >
        <Pieces />
        <div
          data-thumb
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-0 size-[15px] -translate-x-1/2 -translate-y-1/2 rounded-full bg-lamp-hover shadow-lamp transition-[scale] duration-[120ms] group-hover/line:scale-110"
        />
        {pointed !== null && !dragging ? (
          <div
            aria-hidden
            className="pointer-events-none absolute top-1/2 h-5 w-0.5 -translate-x-1/2 -translate-y-1/2 bg-shell"
            style={{ left: `${pointed * 100}%` }}
          />
        ) : null}
      </div>
    </div>
  )
}

/** The line's pieces between chapters; `useLight` finds the bars in each by their order. */
function Pieces() {
  const { playback } = usePlayer()
  const pieces = useMemo(
    () => cutTimeline(playback.chapters, playback.durationMs),
    [playback.chapters, playback.durationMs],
  )
  return pieces.map((piece, index) => (
    <div
      key={piece.from}
      data-piece
      data-from={piece.from}
      data-to={piece.to}
      className={cn(
        'relative h-1 overflow-hidden rounded-full bg-shell/25 transition-[height] duration-[120ms] group-hover/line:h-1.5',
        index > 0 && 'ml-[3px]',
      )}
      style={{ flexGrow: piece.to - piece.from, flexBasis: 0 }}
    >
      <div data-buffered className="absolute inset-0 origin-left bg-shell/30" style={unlit} />
      <div data-played className="absolute inset-0 origin-left bg-lamp-line" style={unlit} />
    </div>
  ))
}

function seekOfKey(key: string, positionS: number, durationS: number): number | null {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return positionS - keyStepS
    case 'ArrowRight':
    case 'ArrowUp':
      return positionS + keyStepS
    case 'PageDown':
      return positionS - durationS / 10
    case 'PageUp':
      return positionS + durationS / 10
    case 'Home':
      return 0
    case 'End':
      return durationS
    default:
      return null
  }
}
