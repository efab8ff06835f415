import { cn } from './class-names.ts'
import { glyphsOf, logoGlyph, type BulbGlyph } from './bulb-glyphs.ts'

const pitch = 8
const radius = 3.3
const gapBetweenGlyphs = 1

export type BulbTone = 'lamp' | 'son'

type BulbBoardProps = {
  /** Digits, `:`, `!` and `?`; `logo` draws the house's letter. */
  text: string
  /** Height in CSS pixels. */
  size: number
  tone?: BulbTone
  /** What a screen reader says; without it the board is decoration. */
  label?: string
  className?: string
}

/** Dot-matrix lamps: logo, ranks, countdowns and the signs of empty and failed pages. */
export function BulbBoard({ text, size, tone = 'lamp', label, className }: BulbBoardProps) {
  const glyphs = text === 'logo' ? [logoGlyph] : glyphsOf(text)
  const rows = Math.max(...glyphs.map((glyph) => glyph.length))
  const columns =
    glyphs.reduce((sum, glyph) => sum + (glyph[0]?.length ?? 0), 0) + gapBetweenGlyphs * (glyphs.length - 1)
  const width = columns * pitch
  const height = rows * pitch
  return (
    <svg
      width={(size * width) / height}
      height={size}
      viewBox={`0 0 ${width} ${height}`}
      className={cn('bulb-board shrink-0', tone === 'son' && 'bulb-board-son', className)}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <path className="bulb-unlit" d={dots(glyphs, '.')} />
      <path className="bulb-lit" d={dots(glyphs, '#')} />
    </svg>
  )
}

/** One path for all bulbs of a state: a board of sixty lamps stays two nodes. */
function dots(glyphs: BulbGlyph[], state: '#' | '.'): string {
  let path = ''
  let left = 0
  for (const glyph of glyphs) {
    glyph.forEach((row, y) => {
      Array.from(row).forEach((bulb, x) => {
        if (bulb !== state) return
        const startX = (left + x + 0.5) * pitch - radius
        const startY = (y + 0.5) * pitch
        path += `M${startX.toFixed(1)} ${startY}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0z`
      })
    })
    left += (glyph[0]?.length ?? 0) + gapBetweenGlyphs
  }
  return path
}
