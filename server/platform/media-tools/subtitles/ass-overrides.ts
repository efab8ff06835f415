import { keyOfLegacy } from './cue.ts'

/** What one `{…}` of an ASS line changes; undefined or null is left as it was. */
export interface Overrides {
  bold: boolean | undefined
  italic: boolean | undefined
  underline: boolean | undefined
  /** As written: "&H00FFFF&"; empty is the style's own. */
  color: string | undefined
  /** Name of the style to go back to, "" for the line's own; null without a reset. */
  reset: string | null
  /** Alignment as on a keypad. */
  key: number | undefined
  at: { x: number; y: number } | undefined
  drawing: boolean | undefined
}

/** Reads the tags of a block; unknown ones, karaoke among them, and comments change nothing. */
export function readOverrides(block: string): Overrides {
  const overrides: Overrides = {
    bold: undefined,
    italic: undefined,
    underline: undefined,
    color: undefined,
    reset: null,
    key: undefined,
    at: undefined,
    drawing: undefined,
  }
  // An animation's tags are where it ends, not how the line begins.
  const still = block.slice(1, -1).replaceAll(/\\t\s*\((?:[^()]|\([^()]*\))*\)/g, '')
  for (const tag of still.split('\\').slice(1)) readTag(tag.trim(), overrides)
  return overrides
}

function readTag(tag: string, overrides: Overrides): void {
  const [, x, y] = /^(?:pos|move)\s*\(\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)/.exec(tag) ?? []
  const [, name = '', digits] = /^(an|a|b|i|u|p)(\d+)$/.exec(tag) ?? []
  const value = Number(digits)
  if (x !== undefined) overrides.at = { x: Number(x), y: Number(y) }
  else if (name === 'an' && value >= 1 && value <= 9) overrides.key = value
  else if (name === 'a') overrides.key = keyOfLegacy(value)
  // A weight instead of a switch: 700 is bold.
  else if (name === 'b') overrides.bold = value === 1 || value >= 600
  else if (name === 'i') overrides.italic = value === 1
  else if (name === 'u') overrides.underline = value === 1
  else if (name === 'p') overrides.drawing = value > 0
  else if (/^1?c(&|$)/.test(tag)) overrides.color = tag.replace(/^1?c/, '')
  else if (/^r(?!nd)/.test(tag)) overrides.reset = tag.slice(1).trim()
}
