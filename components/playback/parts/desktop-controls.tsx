'use client'

import { PlayButton, SeekButton } from './play-buttons.tsx'
import { usePlayer } from './player-context.tsx'
import { SettingsMenu } from './settings-menu.tsx'
import { ElapsedTime } from './time-text.tsx'
import { Timeline } from './timeline.tsx'
import { TopBar } from './top-bar.tsx'
import { TracksMenu } from './tracks-menu.tsx'
import { FullscreenButton, NextButton, PanelButton, PictureInPictureButton } from './view-buttons.tsx'
import { VolumeControl } from './volume-control.tsx'

type ControlsProps = { onPreview: (shown: boolean) => void }

/** The controls on a screen with a pointer: bar at the foot, title at the head. */
export function DesktopControls({ onPreview }: ControlsProps) {
  const { controller, playback } = usePlayer()
  return (
    <>
      <div className="px-gutter absolute inset-x-0 top-0 pt-5">
        <TopBar />
      </div>
      <div
        className="px-gutter absolute inset-x-0 bottom-0 pb-5"
        // A pointer on its way to the line: its stills are there when it arrives.
        onPointerEnter={() => {
          for (const sheet of playback.storyboard?.sheets.slice(0, 4) ?? []) {
            new Image().src = controller.currentAddress(sheet)
          }
        }}
      >
        <Timeline onPreview={onPreview} />
        <div className="-mx-3 flex items-center justify-between pt-0.5">
          <div className="flex items-center gap-2">
            <PlayButton />
            <SeekButton seconds={-10} />
            <SeekButton seconds={10} />
            <NextButton />
            <VolumeControl />
            <ElapsedTime />
          </div>
          <div className="flex items-center gap-2">
            <PanelButton />
            <TracksMenu />
            <SettingsMenu />
            <PictureInPictureButton />
            <FullscreenButton />
          </div>
        </div>
      </div>
    </>
  )
}
