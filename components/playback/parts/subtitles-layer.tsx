'use client'

import { useEffect, useRef, type CSSProperties, type RefObject } from 'react'
import { cn } from '#components/ui/class-names.ts'
import type { SubtitleStyle } from '../controller/device-preferences.ts'
import type { CueAlign, CuePlace } from './place-cue.ts'
import { usePlayerState } from './player-context.tsx'
import { useCues, type ShownCue } from './use-cues.ts'

const sizes: Record<SubtitleStyle['size'], string> = {
  small: 'text-[clamp(14px,2.6vmin,44px)]',
  medium: 'text-[clamp(17px,3.45vmin,58px)]',
  large: 'text-[clamp(21px,4.6vmin,76px)]',
}
const grounds: Record<SubtitleStyle['ground'], string> = {
  none: '[text-shadow:0_0_4px_#000,0_0_2px_#000,0_1px_3px_#000]',
  soft: 'bg-black/55',
  solid: 'bg-black',
}

type SubtitlesLayerProps = {
  video: RefObject<HTMLVideoElement | null>
  /** What stands at the foot of the screen and must not be covered. */
  clearOf: 'nothing' | 'controls' | 'preview'
  compact: boolean
}

/** Subtitles, placed by the page so that they move clear of controls and previews. */
export function SubtitlesLayer({ video, clearOf, compact }: SubtitlesLayerProps) {
  const cues = useCues(video)
  const style = usePlayerState((state) => state.subtitleStyle)
  const bottom = compact
    ? { nothing: 'bottom-[5dvh]', controls: 'bottom-[116px]', preview: 'bottom-[116px]' }
    : { nothing: 'bottom-[6dvh]', controls: 'bottom-[132px]', preview: 'bottom-[304px]' }
  const lines = (kind: 'top' | 'bottom') => cues.filter((cue) => cue.place.kind === kind)
  const signs = cues.filter((cue) => cue.place.kind === 'point')
  const letters = cn('font-medium', sizes[style.size])
  const look = cn('px-gutter grid gap-1', letters)
  return (
    <div lang="" className="pointer-events-none absolute inset-0">
      <div className={cn('absolute inset-x-0 top-[12dvh]', look)}>
        {lines('top').map((cue) => (
          <Cue key={cue.id} cue={cue} ground={grounds[style.ground]} />
        ))}
      </div>
      <div
        className={cn(
          'absolute inset-x-0 transition-[bottom] duration-200 ease-house',
          look,
          bottom[clearOf],
        )}
      >
        {lines('bottom').map((cue) => (
          <Cue key={cue.id} cue={cue} ground={grounds[style.ground]} />
        ))}
      </div>
      {signs.map((cue) => (
        <div
          key={cue.id}
          className={cn('absolute flex w-max max-w-full', letters)}
          style={standAt(cue.place)}
        >
          <Cue cue={cue} ground={grounds[style.ground]} />
        </div>
      ))}
    </div>
  )
}

// WebVTT counts a position from the side that the text is aligned to.
function standAt(place: CuePlace): CSSProperties {
  if (place.kind !== 'point') return {}
  const shift = { left: '0', center: '-50%', right: '-100%' }[place.align]
  return { left: `${place.x}%`, top: `${place.y}%`, transform: `translateX(${shift})` }
}

const aligned: Record<CueAlign, string> = {
  left: 'justify-self-start text-left',
  center: 'justify-self-center text-center',
  right: 'justify-self-end text-right',
}

/** WebVTT's named colours; its parser gives them as classes. */
const colors =
  '[&_.lime]:text-[lime] [&_.cyan]:text-[cyan] [&_.red]:text-[#f44] [&_.yellow]:text-[yellow] [&_.magenta]:text-[magenta] [&_.blue]:text-[#66f]'

function Cue({ cue, ground }: { cue: ShownCue; ground: string }) {
  const line = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    // The browser's parser made these nodes out of the file: only its own harmless tags can be in them.
    line.current?.replaceChildren(cue.text.cloneNode(true))
  }, [cue])
  return (
    <p
      ref={line}
      data-testid="subtitle"
      className={cn(
        colors,
        aligned[cue.place.align],
        'max-w-[min(90%,26em)] rounded-badge px-[.5em] py-[.12em] leading-[1.45] whitespace-pre-line text-white',
        ground,
      )}
    />
  )
}
