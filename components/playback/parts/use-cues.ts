import { useEffect, useState, type RefObject } from 'react'
import { forcedSubtitle, usualAudioLanguage } from '../controller/choose-subtitles.ts'
import { placeCue, type CuePlace } from './place-cue.ts'
import { usePlayer, usePlayerState } from './player-context.tsx'

export type ShownCue = { id: string; text: DocumentFragment; place: CuePlace }

/**
 * Reads the chosen subtitle file through the browser's own WebVTT parser, hidden, so that the page can place the lines
 * itself; gives those that are to be seen now.
 */
export function useCues(video: RefObject<HTMLVideoElement | null>): ShownCue[] {
  const { controller, playback } = usePlayer()
  const chosen = usePlayerState((state) => state.subtitles)
  const heard = usePlayerState(
    (state) => state.audioChoices.find((choice) => choice.id === state.audioId)?.language,
  )
  const forced = forcedSubtitle(playback.subtitleTracks, heard ?? usualAudioLanguage(playback))
  const name = chosen ?? forced
  const [cues, setCues] = useState<ShownCue[]>([])
  useEffect(() => {
    const track = playback.subtitleTracks.find((candidate) => candidate.name === name)
    if (!video.current || !track) return
    const element = document.createElement('track')
    element.kind = 'subtitles'
    element.srclang = track.language
    element.src = controller.currentAddress(track.url)
    video.current.append(element)
    element.track.mode = 'hidden'
    const show = () => setCues(shownCues(element.track))
    element.track.addEventListener('cuechange', show)
    element.addEventListener('load', show)
    return () => {
      element.track.removeEventListener('cuechange', show)
      element.removeEventListener('load', show)
      element.track.mode = 'disabled'
      element.remove()
      setCues([])
    }
  }, [video, controller, playback.subtitleTracks, name])
  return cues
}

function shownCues(track: TextTrack): ShownCue[] {
  return [...(track.activeCues ?? [])].flatMap((cue, index) =>
    cue instanceof VTTCue
      ? { id: `${cue.startTime}-${index}`, text: cue.getCueAsHTML(), place: placeCue(cue) }
      : [],
  )
}
