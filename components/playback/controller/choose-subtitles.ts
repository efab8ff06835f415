import type { PlaybackDto, SignedSubtitle } from '#server/domains/playback/schemas.ts'

type Tracks = Pick<PlaybackDto, 'subtitleTracks' | 'audioTracks' | 'tracks' | 'preferences'>

/** The language of the sound that plays unless the viewer chooses another. */
export function usualAudioLanguage({ audioTracks }: Pick<PlaybackDto, 'audioTracks'>): string | null {
  return (audioTracks.find((track) => track.isDefault) ?? audioTracks[0])?.language ?? null
}

/**
 * The subtitle to begin with: what the viewer chose before in this title, else what the profile likes to read, else the
 * file's default one, unless it only repeats the
 * language that is heard. Null is off.
 */
export function chooseInitialSubtitles(playback: Tracks): string | null {
  const { tracks, subtitleTracks } = playback
  if (tracks.subtitles !== null) {
    return subtitleTracks.find(({ name }) => name === tracks.subtitles)?.name ?? null
  }
  const { subtitleLanguage, audioLanguage } = playback.preferences
  if (subtitleLanguage === 'off') return null
  if (subtitleLanguage !== null) {
    const liked = subtitleTracks.find(
      (track) => !track.forced && sameLanguage(track.language, subtitleLanguage),
    )
    if (liked) return liked.name
  }
  const usual = defaultSubtitle(subtitleTracks)
  const heard = playback.audioTracks.find(({ language }) => sameLanguage(language, audioLanguage))?.language
  return usual && !sameLanguage(usual.language, heard ?? usualAudioLanguage(playback)) ? usual.name : null
}

/** What turning subtitles on shows first: the file's default, else the first that is whole. */
export function firstSubtitle(subtitleTracks: readonly SignedSubtitle[]): string | null {
  const whole = subtitleTracks.find((track) => !track.forced)
  return (defaultSubtitle(subtitleTracks) ?? whole ?? subtitleTracks[0])?.name ?? null
}

/** With subtitles off, what is spoken in a foreign tongue is still told: the forced track in the language heard. */
export function forcedSubtitle(
  subtitleTracks: readonly SignedSubtitle[],
  audioLanguage: string | null,
): string | null {
  return (
    subtitleTracks.find((track) => track.forced && sameLanguage(track.language, audioLanguage))?.name ?? null
  )
}

function defaultSubtitle(subtitleTracks: readonly SignedSubtitle[]): SignedSubtitle | undefined {
  return subtitleTracks.find((track) => track.isDefault && !track.forced)
}

/** Tells whether two tags are of one language, whatever the region. */
export function sameLanguage(tag: string, other: string | null): boolean {
  return other !== null && tag.split('-')[0] === other.split('-')[0]
}
