'use client'

import { Volume1, Volume2, VolumeX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Slider } from 'radix-ui'
import { ControlButton } from './control-button.tsx'
import { usePlayer, usePlayerState } from './player-context.tsx'

/** Loudness: a button that mutes and a line beside it. */
export function VolumeControl() {
  const t = useTranslations('playback')
  const { controller } = usePlayer()
  const volume = usePlayerState((state) => state.volume)
  const muted = usePlayerState((state) => state.muted)
  const heard = muted ? 0 : volume
  const Icon = heard === 0 ? VolumeX : heard < 0.5 ? Volume1 : Volume2
  return (
    <div className="flex items-center gap-1">
      <ControlButton label={muted ? t('unmute') : t('mute')} onClick={() => controller.toggleMute()}>
        <Icon aria-hidden size={24} strokeWidth={1.75} />
      </ControlButton>
      <Slider.Root
        value={[Math.round(heard * 100)]}
        max={100}
        step={5}
        onValueChange={([value = 0]) => controller.setVolume(value / 100)}
        className="relative flex h-11 w-21 touch-none items-center"
      >
        <Slider.Track className="relative h-[3px] grow rounded-full bg-shell/25">
          <Slider.Range className="absolute h-full rounded-full bg-shell" />
        </Slider.Track>
        <Slider.Thumb
          aria-label={t('volume')}
          aria-valuetext={`${Math.round(heard * 100)} %`}
          className="block size-3 rounded-full bg-shell opacity-0 transition-opacity duration-[120ms] hover:opacity-100 focus-visible:opacity-100"
        />
      </Slider.Root>
    </div>
  )
}
