import { readOverrides, type Overrides } from './ass-overrides.ts'
import {
  keyOfLegacy,
  nearestColor,
  placeOfKey,
  plainStyle,
  type Cue,
  type CuePlace,
  type CueSpan,
  type CueStyle,
} from './cue.ts'

type AssStyle = CueStyle & { key: number }
type Script = { width: number; height: number; styles: Map<string, AssStyle> }

/** Where a script does not say how large it is, its places are counted in these. */
const USUAL_SIZE = { width: 384, height: 288 }
/** What a line of text takes of the picture's height, in percent. */
const LINE_HEIGHT = 5.5
const usualStyle: AssStyle = { ...plainStyle, key: 2 }

/** Reads an ASS or SSA script: lines with their styles and places; drawings, karaoke and comments are left out. */
export function parseAss(text: string): Cue[] {
  const script: Script = { ...USUAL_SIZE, styles: new Map() }
  const cues: Cue[] = []
  let section = ''
  let format: string[] = []
  for (const line of text.split('\n')) {
    const head = /^\s*\[(.+)\]\s*$/.exec(line)?.[1]
    const [, field = '', value = ''] = /^\s*([^:;!]+):\s*(.*)$/.exec(line) ?? []
    if (head !== undefined) section = head.toLowerCase()
    else if (field === 'PlayResX') script.width = Number(value) || USUAL_SIZE.width
    else if (field === 'PlayResY') script.height = Number(value) || USUAL_SIZE.height
    else if (field === 'Format') format = value.split(',').map((name) => name.trim().toLowerCase())
    else if (field === 'Style') {
      const style = readFields(format, value)
      script.styles.set(style.get('name') ?? '', readStyle(style, !section.includes('+')))
    } else if (field === 'Dialogue') {
      const cue = readDialogue(readFields(format, value), script)
      if (cue) cues.push(cue)
    }
  }
  return cues
}

// The last field is the text and may hold commas.
function readFields(format: readonly string[], value: string): Map<string, string> {
  const parts = value.split(',')
  const last = format.length - 1
  return new Map(
    format.map((name, index) => [
      name,
      (index === last ? parts.slice(last).join(',') : (parts[index] ?? '')).trim(),
    ]),
  )
}

function readStyle(fields: Map<string, string>, isSsa: boolean): AssStyle {
  const on = (name: string): boolean => Number(fields.get(name) ?? 0) !== 0
  const alignment = Number(fields.get('alignment')) || 2
  return {
    bold: on('bold'),
    italic: on('italic'),
    underline: on('underline'),
    color: readAssColor(fields.get('primarycolour') ?? ''),
    key: isSsa ? keyOfLegacy(alignment) : alignment,
  }
}

function readDialogue(fields: Map<string, string>, script: Script): Cue | null {
  const startMs = readTime(fields.get('start') ?? '')
  const endMs = readTime(fields.get('end') ?? '')
  if (startMs === null || endMs === null) return null
  const base = script.styles.get((fields.get('style') ?? '').replace(/^\*/, '')) ?? usualStyle
  const spans: CueSpan[] = []
  let style: CueStyle = base
  let { key } = base
  let at: { x: number; y: number } | null = null
  let drawing = false
  for (const part of (fields.get('text') ?? '').split(/(\{[^}]*\})/)) {
    if (part.startsWith('{') && part.endsWith('}')) {
      const overrides = readOverrides(part)
      key = overrides.key ?? key
      at = overrides.at ?? at
      drawing = overrides.drawing ?? drawing
      style = applyOverrides(style, overrides, script.styles.get(overrides.reset ?? '') ?? base)
    } else if (!drawing && part !== '') {
      const { bold, italic, underline, color } = style
      spans.push({ bold, italic, underline, color, text: readText(part) })
    }
  }
  const lines = spans
    .map((span) => span.text)
    .join('')
    .trim()
    .split('\n').length
  return { startMs, endMs, spans, place: at ? placeAt(at, key, lines, script) : placeOfKey(key) }
}

function applyOverrides(style: CueStyle, overrides: Overrides, reset: CueStyle): CueStyle {
  const from = overrides.reset === null ? style : reset
  return {
    bold: overrides.bold ?? from.bold,
    italic: overrides.italic ?? from.italic,
    underline: overrides.underline ?? from.underline,
    color: overrides.color === undefined ? from.color : readAssColor(overrides.color),
  }
}

// A point holds the corner or edge that the alignment names; WebVTT's line is the upper edge.
function placeAt(
  at: { x: number; y: number },
  key: number,
  lines: number,
  { width, height }: Script,
): CuePlace {
  const row = Math.floor((key - 1) / 3)
  const above = row === 0 ? lines * LINE_HEIGHT : row === 1 ? (lines * LINE_HEIGHT) / 2 : 0
  return {
    align: placeOfKey(key).align,
    line: Math.min(100 - lines * LINE_HEIGHT, Math.max(0, (at.y * 100) / height - above)),
    position: Math.min(100, Math.max(0, (at.x * 100) / width)),
  }
}

// `&HAABBGGRR` or `&HBBGGRR&`, in old scripts a decimal number.
function readAssColor(text: string): CueStyle['color'] {
  const hex = /&?H([0-9a-f]+)&?/i.exec(text)?.[1]
  const value = hex === undefined ? Number(text) : Number.parseInt(hex, 16)
  if (!Number.isFinite(value) || text.trim() === '') return null
  return nearestColor(value & 255, (value >>> 8) & 255, (value >>> 16) & 255)
}

function readText(text: string): string {
  return text.replaceAll(/\\N/g, '\n').replaceAll(/\\n/g, ' ').replaceAll(/\\h/g, '\u00A0')
}

function readTime(text: string): number | null {
  const [, hours, minutes, seconds] = /^(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(text) ?? []
  if (hours === undefined) return null
  return Math.round(((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000)
}
