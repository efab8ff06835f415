import type { AudioPlan, ExtractedSubtitle } from '../port.ts'

/** Names for a menu, one for each track and no two alike: its own title, else its language in that language's words. */
export function nameTracks(tracks: readonly Pick<AudioPlan, 'language' | 'title'>[]): string[] {
  const used = new Map<string, number>()
  return tracks.map((track) => {
    const base = cleanName(track.title ?? languageName(track.language))
    const seen = (used.get(base) ?? 0) + 1
    used.set(base, seen)
    return seen === 1 ? base : `${base} ${seen}`
  })
}

/** HLS CHARACTERISTICS of a subtitle track, null when it has none. */
export function subtitleCharacteristics(track: Pick<ExtractedSubtitle, 'hearingImpaired'>): string | null {
  return track.hearingImpaired
    ? 'public.accessibility.transcribes-spoken-dialog;public.accessibility.describes-music-and-sound'
    : null
}

function languageName(language: string): string {
  if (language === 'und') return 'Track'
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}

// A stream descriptor is a list of key=value parted by commas, and a manifest quotes the name.
function cleanName(name: string): string {
  const cleaned = name
    .replace(/[,="<>&\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return cleaned.slice(0, 80) || 'Track'
}
