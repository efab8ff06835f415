/** How a menu names sound and subtitle tracks: language in its own words, title, what it is for, 5.1. */

type Track = { language: string; title: string | null }

/** The words of the reader's language for what has no name of its own. */
export type TrackWords = {
  originalAudio: string
  commentary: string
  described: string
  forced: string
  hearingImpaired: string
}

/** One label a track, no two alike. */
export function nameAudioTracks(
  tracks: readonly (Track & { channels: number; flags: readonly string[] })[],
  words: TrackWords,
): string[] {
  return distinct(
    tracks.map(({ flags, channels, ...track }) =>
      [
        nameOf(track, words.originalAudio),
        ...(flags.includes('commentary') ? [`(${words.commentary})`] : []),
        ...(flags.includes('visual-impaired') ? [`(${words.described})`] : []),
        ...(channels >= 6 ? ['5.1'] : []),
      ].join(' '),
    ),
  )
}

/** One label a track, no two alike. */
export function nameSubtitleTracks(
  tracks: readonly (Track & { forced: boolean; hearingImpaired: boolean })[],
  words: TrackWords,
): string[] {
  return distinct(
    tracks.map(({ forced, hearingImpaired, ...track }) =>
      [
        nameOf(track, words.originalAudio),
        ...(forced ? [`(${words.forced})`] : []),
        ...(hearingImpaired ? [`(${words.hearingImpaired})`] : []),
      ].join(' '),
    ),
  )
}

/** The places of tracks in the order of a menu: as they come, but those of one language follow each other. */
export function orderByLanguage(tracks: readonly { language: string }[]): number[] {
  const first = (place: number) => tracks.findIndex(({ language }) => language === tracks[place]?.language)
  return tracks.map((_, place) => place).sort((one, other) => first(one) - first(other) || one - other)
}

function nameOf({ language, title }: Track, nameless: string): string {
  if (language === 'und') return title ?? nameless
  const own = languageName(language)
  if (title === null) return own
  return title.toLocaleLowerCase().includes(own.toLocaleLowerCase()) ? title : `${own} · ${title}`
}

/** A language in its own words, as its speakers look for it. */
function languageName(tag: string): string {
  try {
    const own = new Intl.DisplayNames([tag, 'vi'], { type: 'language' }).of(tag) ?? tag
    return own.charAt(0).toLocaleUpperCase(tag) + own.slice(1)
  } catch {
    return tag
  }
}

function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name} ${count}`
  })
}
