import type { Chapter, Markers } from './schemas.ts'

const INTRO_TITLES = new Set(['intro', 'mở đầu'])

/** Moments a player offers to skip, taken from chapters by their names ("Intro", "Mở đầu"). */
export function findMarkers(chapters: readonly Chapter[]): Markers {
  const intro = chapters.find(({ title }) =>
    INTRO_TITLES.has(title.normalize('NFC').trim().toLocaleLowerCase('vi')),
  )
  return intro ? { intro: { startMs: intro.startMs, endMs: intro.endMs } } : {}
}
