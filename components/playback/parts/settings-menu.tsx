'use client'

import { Settings2 } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { DropdownMenu } from 'radix-ui'
import { useState } from 'react'
import { speeds } from '../controller/player-state.ts'
import { ControlButton } from './control-button.tsx'
import { MenuColumn, PlayerMenuContent } from './menu-parts.tsx'
import { usePlayer, usePlayerState } from './player-context.tsx'
import { useHold } from './use-hold.ts'

const auto = 'auto'

/** Picture quality and speed. */
export function SettingsMenu() {
  const t = useTranslations('playback')
  const [open, setOpen] = useState(false)
  useHold(open)
  return (
    <DropdownMenu.Root open={open} onOpenChange={setOpen} modal={false}>
      <DropdownMenu.Trigger asChild>
        <ControlButton label={t('settings')} lit={open}>
          <Settings2 aria-hidden size={24} strokeWidth={1.75} />
        </ControlButton>
      </DropdownMenu.Trigger>
      <PlayerMenuContent columns={2}>
        <div className="grid grid-cols-2 items-start gap-1.5">
          <QualityColumn />
          <SpeedColumn />
        </div>
      </PlayerMenuContent>
    </DropdownMenu.Root>
  )
}

function QualityColumn() {
  const t = useTranslations('playback')
  const { controller } = usePlayer()
  const heights = usePlayerState((state) => state.heights)
  const chosen = usePlayerState((state) => state.chosenHeight)
  const shown = usePlayerState((state) => state.shownHeight)
  const limit = controller.playback.heightLimit
  const automatic = chosen === null && shown !== null ? t('autoAt', { height: shown }) : t('auto')
  return (
    <MenuColumn
      heading={t('quality')}
      value={chosen === null ? auto : String(chosen)}
      choices={[
        { value: auto, label: automatic },
        ...heights.map((height) => ({ value: String(height), label: `${height}p` })),
      ]}
      note={limit === null ? undefined : t('planLimit', { height: limit })}
      onChoose={(value) => controller.chooseHeight(value === auto ? null : Number(value))}
    />
  )
}

function SpeedColumn() {
  const t = useTranslations('playback')
  const locale = useLocale()
  const { controller } = usePlayer()
  const rate = usePlayerState((state) => state.rate)
  const name = (speed: number) =>
    speed === 1 ? t('normalSpeed') : t('speedOf', { rate: speed.toLocaleString(locale) })
  return (
    <MenuColumn
      heading={t('speed')}
      value={String(rate)}
      choices={speeds.map((speed) => ({ value: String(speed), label: name(speed) }))}
      onChoose={(value) => controller.setRate(Number(value))}
    />
  )
}
