import { describe, expect, it } from 'vitest'
import { placeCue, type PlacedCue } from './place-cue.ts'

const cue = (more: Partial<PlacedCue> = {}): PlacedCue => ({
  line: 'auto',
  snapToLines: false,
  position: 'auto',
  align: 'center',
  ...more,
})

describe('placeCue', () => {
  it('keeps what says nothing at the foot, and what stands high at the head', () => {
    expect(placeCue(cue())).toEqual({ kind: 'bottom', align: 'center' })
    expect(placeCue(cue({ line: 5 }))).toEqual({ kind: 'top', align: 'center' })
    expect(placeCue(cue({ line: 0, snapToLines: true }))).toEqual({ kind: 'top', align: 'center' })
    expect(placeCue(cue({ line: -2, snapToLines: true }))).toEqual({ kind: 'bottom', align: 'center' })
    expect(placeCue(cue({ align: 'left', position: 5 }))).toEqual({ kind: 'bottom', align: 'left' })
  })

  it('puts what has line and position where they say', () => {
    expect(placeCue(cue({ line: 10, position: 30, align: 'right' }))).toEqual({
      kind: 'point',
      x: 30,
      y: 10,
      align: 'right',
    })
    expect(placeCue(cue({ line: 45 }))).toMatchObject({ kind: 'point', x: 50, y: 45 })
  })
})
