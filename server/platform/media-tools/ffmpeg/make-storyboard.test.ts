import { describe, expect, it } from 'vitest'
import { planStoryboard, writeStoryboardVtt } from './make-storyboard.ts'

const ladder = { frameRate: { num: 24, den: 1 }, gopFrames: 48 }
const rung = { width: 426, height: 240 }

describe('planStoryboard', () => {
  it('gives a short film a tile every two seconds', () => {
    expect(planStoryboard(30_000, ladder, rung)).toMatchObject({
      intervalMs: 2000,
      count: 15,
      columns: 10,
      rows: 2,
      tileHeight: 180,
    })
  })

  it('gives a long film a tile every ten seconds on full sheets', () => {
    expect(planStoryboard(2 * 3_600_000, ladder, rung)).toMatchObject({
      intervalMs: 10_000,
      count: 720,
      columns: 10,
      rows: 10,
    })
  })

  it('keeps the shape of a portrait film', () => {
    expect(planStoryboard(30_000, ladder, { width: 240, height: 426 }).tileHeight).toBe(568)
  })
})

describe('writeStoryboardVtt', () => {
  it('points each moment at its tile', () => {
    const shape = { intervalMs: 2000, tileWidth: 320, tileHeight: 180, columns: 2, rows: 1, count: 3 }
    const vtt = writeStoryboardVtt({ ...shape, sheets: ['sheet-001.webp', 'sheet-002.webp'] }, 5000)
    expect(vtt).toContain('00:00:02.000 --> 00:00:04.000\nsheet-001.webp#xywh=320,0,320,180')
    expect(vtt).toContain('00:00:04.000 --> 00:00:05.000\nsheet-002.webp#xywh=0,0,320,180')
  })
})
