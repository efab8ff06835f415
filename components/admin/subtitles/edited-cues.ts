import type { DraftCue } from '#server/domains/media/schemas.ts'

/** A line while it is being edited; its key stays when others come and go. */
export type EditedCue = DraftCue & { key: number }

const ADDED_MS = 2000

/** Gives each line its key. */
export function editCues(cues: readonly DraftCue[]): EditedCue[] {
  return cues.map((cue, key) => ({ ...cue, key }))
}

/** Adds an empty line after the one with this key, in the gap before the next where there is one. */
export function addCueAfter(cues: readonly EditedCue[], key: number): EditedCue[] {
  const index = cues.findIndex((cue) => cue.key === key)
  const before = cues[index]
  if (!before) return [...cues]
  const next = cues[index + 1]
  const startMs = before.endMs
  const gapEnd = next && next.startMs > startMs ? next.startMs : Infinity
  const added: EditedCue = {
    key: Math.max(...cues.map((cue) => cue.key)) + 1,
    startMs,
    endMs: Math.min(startMs + ADDED_MS, gapEnd),
    text: '',
    confidence: 100,
    picture: null,
  }
  return cues.toSpliced(index + 1, 0, added)
}

/** The lines as they are kept. */
export function keepCues(cues: readonly EditedCue[]): DraftCue[] {
  return cues.map(({ startMs, endMs, text, confidence, picture }) => ({
    startMs,
    endMs,
    text,
    confidence,
    picture,
  }))
}
