import { useEffect, useEffectEvent } from 'react'
import { commandOfKey, keyOwner, mayTakeKey, type PlayerCommand } from '../controller/keyboard.ts'
import type { PlayerController } from '../controller/player-controller.ts'

type ShortcutActions = {
  next: () => void
  previous: () => void
  help: () => void
  anyKey: () => void
  locked: () => boolean
}

/** Lets the keyboard drive the player wherever the focus is, except in what needs the keys for itself. */
export function useShortcuts(controller: PlayerController, actions: ShortcutActions): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    actions.anyKey()
    if (event.defaultPrevented || actions.locked()) return
    if (!mayTakeKey(event.key, keyOwner(document.activeElement))) return
    const command = commandOfKey(event)
    if (!command) return
    event.preventDefault()
    run(controller, command, actions)
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}

function run(controller: PlayerController, command: PlayerCommand, actions: ShortcutActions): void {
  const { durationS, volume, muted } = controller.state.get()
  switch (command.type) {
    case 'toggle-play':
      return controller.togglePlay()
    case 'seek-by':
      return controller.seekBy(command.seconds)
    case 'seek-to-share':
      return controller.seekTo(command.share * durationS)
    case 'volume-by':
      return controller.setVolume((muted ? 0 : volume) + command.step)
    case 'rate-by':
      return controller.stepRate(command.direction)
    case 'fullscreen':
      return void controller.toggleFullscreen()
    case 'picture-in-picture':
      return void controller.togglePictureInPicture()
    case 'mute':
      return controller.toggleMute()
    case 'subtitles':
      return controller.tracks.toggleSubtitles()
    case 'skip-intro':
      return controller.skipIntro()
    case 'next':
      return actions.next()
    case 'previous':
      return actions.previous()
    case 'help':
      return actions.help()
  }
}
