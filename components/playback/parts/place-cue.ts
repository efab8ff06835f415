/** Where a subtitle stands: with the others at the foot or the head, or at a point of its own, in percent of the picture. */
export type CuePlace =
  { kind: 'bottom' | 'top'; align: CueAlign } | { kind: 'point'; x: number; y: number; align: CueAlign }
export type CueAlign = 'left' | 'center' | 'right'

/** What placing needs of a WebVTT cue. */
export type PlacedCue = Pick<VTTCue, 'line' | 'snapToLines' | 'position' | 'align'>

/** The upper part, whose lines make room for something below. */
const TOP_PERCENT = 20
const TOP_LINES = 5

/** Reads a cue's settings: only one with a place of its own, line and position both, leaves the lines at head and foot. */
export function placeCue(cue: PlacedCue): CuePlace {
  const align = alignOf(cue.align)
  if (typeof cue.line !== 'number') return { kind: 'bottom', align }
  if (cue.snapToLines) return { kind: cue.line >= 0 && cue.line < TOP_LINES ? 'top' : 'bottom', align }
  if (typeof cue.position === 'number') return { kind: 'point', x: cue.position, y: cue.line, align }
  if (cue.line < TOP_PERCENT) return { kind: 'top', align }
  return cue.line < 60 ? { kind: 'point', x: 50, y: cue.line, align: 'center' } : { kind: 'bottom', align }
}

function alignOf(align: AlignSetting): CueAlign {
  if (align === 'start' || align === 'left') return 'left'
  return align === 'end' || align === 'right' ? 'right' : 'center'
}
