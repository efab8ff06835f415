'use client'

import { Captions, ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { DropdownMenu } from 'radix-ui'
import { useState } from 'react'
import type { PlaybackDto } from '#server/domains/playback/schemas.ts'
import { subtitleChoices } from '../controller/device-preferences.ts'
import type { AudioChoice } from '../controller/player-state.ts'
import { ControlButton } from './control-button.tsx'
import { MenuColumn, PlayerMenuContent } from './menu-parts.tsx'
import { nameAudioTracks, nameSubtitleTracks, orderByLanguage, type TrackWords } from './name-tracks.ts'
import { usePlayer, usePlayerState } from './player-context.tsx'
import { useHold } from './use-hold.ts'

const off = 'off'

/** Sound, subtitles and how subtitles look. */
export function TracksMenu() {
  const t = useTranslations('playback')
  const [open, setOpen] = useState(false)
  const [page, setPage] = useState<'tracks' | 'style'>('tracks')
  const subtitles = usePlayerState((state) => state.subtitles)
  useHold(open)
  const change = (next: boolean) => {
    setOpen(next)
    if (next) setPage('tracks')
  }
  return (
    <DropdownMenu.Root open={open} onOpenChange={change} modal={false}>
      <DropdownMenu.Trigger asChild>
        <ControlButton label={t('tracks')} lit={open || subtitles !== null}>
          <Captions aria-hidden size={24} strokeWidth={1.75} />
        </ControlButton>
      </DropdownMenu.Trigger>
      <PlayerMenuContent columns={2}>
        {page === 'tracks' ? (
          <TracksPage onOpenStyle={() => setPage('style')} />
        ) : (
          <StylePage onBack={() => setPage('tracks')} />
        )}
      </PlayerMenuContent>
    </DropdownMenu.Root>
  )
}

function TracksPage({ onOpenStyle }: { onOpenStyle: () => void }) {
  const t = useTranslations('playback')
  const style = usePlayerState((state) => state.subtitleStyle)
  const { controller, playback } = usePlayer()
  const audioChoices = usePlayerState((state) => state.audioChoices)
  const audioId = usePlayerState((state) => state.audioId)
  const subtitles = usePlayerState((state) => state.subtitles)
  const words = useTrackWords()
  const sounds = describeChoices(audioChoices, playback)
  const audioNames = nameAudioTracks(sounds, words)
  const subtitleNames = nameSubtitleTracks(playback.subtitleTracks, words)
  return (
    <>
      <div className="grid grid-cols-2 gap-1.5">
        <MenuColumn
          heading={t('audio')}
          value={String(audioId)}
          choices={orderByLanguage(sounds).flatMap((index) => {
            const choice = audioChoices[index]
            return choice ? [{ value: String(choice.id), label: audioNames[index] ?? choice.name }] : []
          })}
          onChoose={(id) => controller.tracks.chooseSound(Number(id))}
        />
        <MenuColumn
          heading={t('subtitles')}
          value={subtitles ?? off}
          choices={[
            { value: off, label: t('off') },
            ...playback.subtitleTracks.map(({ name }, index) => ({
              value: name,
              label: subtitleNames[index] ?? name,
            })),
          ]}
          onChoose={(name) => controller.tracks.chooseSubtitles(name === off ? null : name)}
        />
      </div>
      {playback.subtitleTracks.length > 0 ? (
        <>
          <DropdownMenu.Separator className="mx-1.5 my-2 h-px bg-line" />
          <DropdownMenu.Item
            className="menu-item justify-between"
            onSelect={(event) => {
              event.preventDefault()
              onOpenStyle()
            }}
          >
            {t('subtitleStyle')}
            <span className="flex items-center gap-1 text-shell-3">
              {t('styleSummary', { size: t(`size.${style.size}`), ground: t(`groundShort.${style.ground}`) })}
              <ChevronRight aria-hidden size={18} strokeWidth={1.75} />
            </span>
          </DropdownMenu.Item>
        </>
      ) : null}
    </>
  )
}

function StylePage({ onBack }: { onBack: () => void }) {
  const t = useTranslations('playback')
  const { controller } = usePlayer()
  const style = usePlayerState((state) => state.subtitleStyle)
  return (
    <>
      <DropdownMenu.Item
        className="menu-item"
        onSelect={(event) => {
          event.preventDefault()
          onBack()
        }}
      >
        <ChevronLeft aria-hidden size={18} strokeWidth={1.75} />
        {t('subtitleStyle')}
      </DropdownMenu.Item>
      <DropdownMenu.Separator className="mx-1.5 my-2 h-px bg-line" />
      <div className="grid grid-cols-2 gap-1.5">
        <MenuColumn
          heading={t('subtitleSize')}
          value={style.size}
          choices={subtitleChoices.sizes.map((size) => ({ value: size, label: t(`size.${size}`) }))}
          onChoose={(chosen) => {
            const size = subtitleChoices.sizes.find((known) => known === chosen)
            if (size) controller.setSubtitleStyle({ ...style, size })
          }}
        />
        <MenuColumn
          heading={t('subtitleGround')}
          value={style.ground}
          choices={subtitleChoices.grounds.map((ground) => ({ value: ground, label: t(`ground.${ground}`) }))}
          onChoose={(chosen) => {
            const ground = subtitleChoices.grounds.find((known) => known === chosen)
            if (ground) controller.setSubtitleStyle({ ...style, ground })
          }}
        />
      </div>
    </>
  )
}

function useTrackWords(): TrackWords {
  const t = useTranslations('playback')
  return {
    originalAudio: t('originalAudio'),
    commentary: t('commentary'),
    described: t('described'),
    forced: t('forced'),
    hearingImpaired: t('hearingImpaired'),
  }
}

/** What the film says of the sound that the player offers. */
function describeChoices(choices: readonly AudioChoice[], { audioTracks }: PlaybackDto) {
  return choices.map(({ name, language, channels }) => {
    const track = audioTracks.find((candidate) => candidate.name === name)
    return { language, channels, title: track?.title ?? null, flags: track?.flags ?? [] }
  })
}
