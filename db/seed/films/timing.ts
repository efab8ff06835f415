/** Frames a second of every demo film. */
export const FRAME_RATE = 24

export type Cue = { startS: number; endS: number; text: string }

const LINE = 42
/** A cue longer than this is split, at its best place, so that the words keep time with the pictures. */
const CUE = 56
const SHORTEST_S = 1.8
const LONGEST_S = 6.5

/** Breaks a cue's text into at most two lines of about equal length, as subtitles are set. */
export function breakLines(text: string): string {
  if (text.length <= LINE) return text
  const spaces = [...text.matchAll(/ /g)].map((match) => match.index)
  const middle = text.length / 2
  const best = spaces.reduce(
    (near, at) => (Math.abs(at - middle) < Math.abs(near - middle) ? at : near),
    spaces[0] ?? 0,
  )
  return best > 0 ? `${text.slice(0, best)}\n${text.slice(best + 1)}` : text
}

/** Splits prose into pieces of at most two subtitle lines, at sentence ends, then at commas, then between words. */
export function splitProse(prose: string): string[] {
  const sentences = prose.match(/[^.!?…]+[.!?…]+["”’]?|[^.!?…]+$/g) ?? []
  return sentences.map((sentence) => sentence.trim()).flatMap((sentence) => splitLong(sentence))
}

function splitLong(piece: string): string[] {
  if (piece.length <= CUE) return piece ? [piece] : []
  const middle = piece.length / 2
  const stops = [...piece.matchAll(/[,;:] /g)].map((match) => match.index + 1)
  const good = stops.filter((at) => at > piece.length * 0.25 && at < piece.length * 0.75)
  const cuts = good.length > 0 ? good : [...piece.matchAll(/ /g)].map((match) => match.index)
  const cut = cuts.reduce((near, at) => (Math.abs(at - middle) < Math.abs(near - middle) ? at : near))
  return [...splitLong(piece.slice(0, cut).trim()), ...splitLong(piece.slice(cut).trim())]
}

/** Times the pieces of `prose` between two moments (seconds), each in proportion to its length and none too brief to read. */
export function timeSubtitles(prose: string, fromS: number, untilS: number): Cue[] {
  const pieces = splitProse(prose)
  const letters = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const room = untilS - fromS
  const cues: Cue[] = []
  let at = fromS
  for (const piece of pieces) {
    const share = Math.max(SHORTEST_S, (piece.length / letters) * room)
    const end = Math.min(at + share, untilS)
    if (end - at < 0.5) break
    cues.push({
      startS: round(at),
      endS: round(Math.min(at + LONGEST_S, end - 0.12)),
      text: breakLines(piece),
    })
    at = end
  }
  return cues
}

/** The cues as a SubRip file. */
export function formatSubRip(cues: readonly Cue[]): string {
  return cues
    .map((cue, index) => `${index + 1}\n${subRipTime(cue.startS)} --> ${subRipTime(cue.endS)}\n${cue.text}\n`)
    .join('\n')
}

function subRipTime(seconds: number): string {
  const ms = Math.round(seconds * 1000)
  const part = (value: number, width = 2) => String(value).padStart(width, '0')
  const hours = Math.floor(ms / 3_600_000)
  return `${part(hours)}:${part(Math.floor(ms / 60_000) % 60)}:${part(Math.floor(ms / 1000) % 60)},${part(ms % 1000, 3)}`
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}
