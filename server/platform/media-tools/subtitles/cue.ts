/** The colours that WebVTT names by class (W3C WebVTT, default text colours), black left out: it is no colour to read. */
const cueColors = {
  white: [255, 255, 255],
  lime: [0, 255, 0],
  cyan: [0, 255, 255],
  red: [255, 0, 0],
  yellow: [255, 255, 0],
  magenta: [255, 0, 255],
  blue: [0, 0, 255],
} as const
export type CueColor = Exclude<keyof typeof cueColors, 'white'>

export interface CueStyle {
  bold: boolean
  italic: boolean
  underline: boolean
  /** Null is the viewer's own. */
  color: CueColor | null
}

export interface CueSpan extends CueStyle {
  /** As people read it, line breaks included; nothing in it is markup. */
  text: string
}

/** Where a cue stands, in percent of the picture; null is where players put it by themselves. */
export interface CuePlace {
  align: 'left' | 'center' | 'right'
  line: number | null
  position: number | null
}

/** One subtitle, whatever file it comes from. */
export interface Cue {
  startMs: number
  endMs: number
  spans: CueSpan[]
  place: CuePlace
}

export const plainStyle: CueStyle = { bold: false, italic: false, underline: false, color: null }
/** Bottom centre. */
export const usualPlace: CuePlace = { align: 'center', line: null, position: null }

/** The place that ASS and SubRip number like a keypad (`\an`): 2 is bottom centre, 8 top centre. */
export function placeOfKey(key: number): CuePlace {
  const column = (key - 1) % 3
  const row = Math.floor((key - 1) / 3)
  return {
    align: column === 0 ? 'left' : column === 1 ? 'center' : 'right',
    line: row === 0 ? null : row === 1 ? 45 : 5,
    position: column === 1 ? null : column === 0 ? 5 : 95,
  }
}

/** The colour with a name that is nearest to this one; null for white and greys, and for what is too dark to read. */
export function nearestColor(red: number, green: number, blue: number): CueColor | null {
  const strongest = Math.max(red, green, blue)
  if (strongest < 80 || strongest - Math.min(red, green, blue) < 60) return null
  // By hue alone: a pale yellow is meant to be yellow.
  const least = Math.min(red, green, blue)
  const full = [red, green, blue].map((part) => ((part - least) * 255) / (strongest - least))
  const names = Object.keys(cueColors).filter((name) => name !== 'white') as CueColor[]
  const distance = (name: CueColor): number =>
    full.reduce((sum, part, index) => sum + (part - (cueColors[name][index] ?? 0)) ** 2, 0)
  return names.toSorted((a, b) => distance(a) - distance(b))[0] ?? null
}

/** SSA's alignment: 1 to 3 at the bottom, 5 to 7 at the top, 9 to 11 in the middle. */
export function keyOfLegacy(alignment: number): number {
  const column = alignment & 3 || 2
  return column + (alignment & 4 ? 6 : alignment & 8 ? 3 : 0)
}
