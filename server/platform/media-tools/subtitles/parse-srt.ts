import {
  keyOfLegacy,
  nearestColor,
  placeOfKey,
  plainStyle,
  usualPlace,
  type Cue,
  type CueSpan,
  type CueStyle,
} from './cue.ts'

const TIMES = /^\s*(-?\d+):(\d+):(\d+)[,.](\d{1,3})\s*-->\s*(-?\d+):(\d+):(\d+)[,.](\d{1,3})/
const TAG = /(<\/?(?:i|b|u|em|strong|s|font)\b[^<>]*>|\{\\[^{}]*\})/i
const NAMED: Record<string, [number, number, number]> = {
  yellow: [255, 255, 0],
  red: [255, 0, 0],
  green: [0, 255, 0],
  lime: [0, 255, 0],
  blue: [0, 0, 255],
  cyan: [0, 255, 255],
  aqua: [0, 255, 255],
  magenta: [255, 0, 255],
  fuchsia: [255, 0, 255],
}

/** Reads SubRip as it is found: `<i>`, `<b>`, `<u>`, `<font color>` and ASS's `{\an8}`; any other markup is text. */
export function parseSrt(text: string): Cue[] {
  const lines = text.split('\n')
  const starts = lines.flatMap((line, index) => (TIMES.test(line) ? [index] : []))
  return starts.map((start, index) => {
    const [, ...numbers] = TIMES.exec(lines[start] ?? '') ?? []
    const end = starts[index + 1] ?? lines.length
    const body = lines.slice(start + 1, end)
    // The number of the next cue stands before its times.
    if (end < lines.length && /^\s*\d+\s*$/.test(body.at(-1) ?? '')) body.pop()
    return {
      startMs: readTime(numbers.slice(0, 4)),
      endMs: readTime(numbers.slice(4)),
      ...readMarkup(body.join('\n').trim()),
    }
  })
}

function readMarkup(text: string): Pick<Cue, 'spans' | 'place'> {
  const spans: CueSpan[] = []
  const fonts: CueStyle['color'][] = []
  let style = plainStyle
  let place = usualPlace
  for (const part of text.split(TAG)) {
    if (part.startsWith('{\\')) {
      const [, kind, digits] = /\\(an?)(\d+)/.exec(part) ?? []
      const key = kind === 'a' ? keyOfLegacy(Number(digits)) : Number(digits)
      if (key >= 1 && key <= 9) place = placeOfKey(key)
      style = switchStyle(style, part)
    } else if (TAG.test(part)) {
      if (/^<font/i.test(part)) fonts.push(style.color)
      const color = /^<font/i.test(part)
        ? readColor(part)
        : /^<\/font/i.test(part)
          ? (fonts.pop() ?? null)
          : style.color
      style = { ...switchTag(style, part), color }
    } else if (part !== '')
      spans.push({ ...style, text: part.replaceAll('\\N', '\n').replaceAll('\\h', '\u00A0') })
  }
  return { spans, place }
}

function switchTag(style: CueStyle, tag: string): CueStyle {
  const on = !tag.startsWith('</')
  const name = /[a-z]+/i.exec(tag)?.[0].toLowerCase()
  if (name === 'i' || name === 'em') return { ...style, italic: on }
  if (name === 'b' || name === 'strong') return { ...style, bold: on }
  return name === 'u' ? { ...style, underline: on } : style
}

function switchStyle(style: CueStyle, block: string): CueStyle {
  const read = (name: string, before: boolean): boolean => {
    const value = new RegExp(`\\\\${name}([01])(?!\\d)`).exec(block)?.[1]
    return value === undefined ? before : value === '1'
  }
  return {
    ...style,
    italic: read('i', style.italic),
    bold: read('b', style.bold),
    underline: read('u', style.underline),
  }
}

function readColor(tag: string): CueStyle['color'] {
  const color = /color\s*=\s*["']?\s*(#?[\w]+)/i.exec(tag)?.[1]?.toLowerCase() ?? ''
  const hex = /^#?([0-9a-f]{6})$/.exec(color)?.[1]
  const named = NAMED[color]
  if (named) return nearestColor(...named)
  if (!hex) return null
  const value = Number.parseInt(hex, 16)
  return nearestColor(value >> 16, (value >> 8) & 255, value & 255)
}

function readTime(parts: (string | undefined)[]): number {
  const [hours = 0, minutes = 0, seconds = 0] = parts.slice(0, 3).map(Number)
  return Math.max(0, ((hours * 60 + minutes) * 60 + seconds) * 1000 + Number((parts[3] ?? '').padEnd(3, '0')))
}
