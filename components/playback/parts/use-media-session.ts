import { useEffect } from 'react'
import { useEpisodeLabel } from './episode-label.ts'
import { useLocalText, usePlayer } from './player-context.tsx'

/** Lets lock screens, headsets and media keys see and drive what plays. */
export function useMediaSession(): void {
  const local = useLocalText()
  const label = useEpisodeLabel()
  const { controller, playback, actions } = usePlayer()
  const title = local(playback.episode?.title ?? playback.title)
  const artist = playback.episode
    ? `${local(playback.title)} · ${label(playback.episode, playback.kind)}`
    : 'Marquee'
  useEffect(() => {
    if (!('mediaSession' in navigator)) return
    const session = navigator.mediaSession
    const { next, previous, still } = playback
    session.metadata = new MediaMetadata({ title, artist, artwork: still ? [{ src: still }] : [] })
    const handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler | null>> = {
      play: () => void controller.play(),
      pause: () => controller.pause(),
      seekbackward: (details) => controller.seekBy(-(details.seekOffset ?? 10)),
      seekforward: (details) => controller.seekBy(details.seekOffset ?? 10),
      seekto: (details) => controller.seekTo(details.seekTime ?? 0),
      nexttrack: next ? () => actions.goTo(next.href) : null,
      previoustrack: previous ? () => actions.goTo(previous.href) : null,
    }
    const names = Object.keys(handlers) as MediaSessionAction[]
    for (const name of names) session.setActionHandler(name, handlers[name] ?? null)
    return () => {
      session.metadata = null
      for (const name of names) session.setActionHandler(name, null)
    }
  }, [controller, playback, actions, title, artist])
}
