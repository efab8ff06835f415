import { describe, expect, it } from 'vitest'
import { commandOfKey, mayTakeKey } from './keyboard.ts'
import { withPrefixOf } from './signed-prefix.ts'
import { startPosition } from './start-position.ts'
import { chapterAt, cutTimeline, fillOf, formatTime, tileAt } from './timeline-math.ts'

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  commandOfKey({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more })

describe('keys', () => {
  it.each([
    [' ', { type: 'toggle-play' }],
    ['K', { type: 'toggle-play' }],
    ['j', { type: 'seek-by', seconds: -10 }],
    ['ArrowRight', { type: 'seek-by', seconds: 10 }],
    ['ArrowUp', { type: 'volume-by', step: 0.05 }],
    ['7', { type: 'seek-to-share', share: 0.7 }],
    ['End', { type: 'seek-to-share', share: 1 }],
    ['f', { type: 'fullscreen' }],
    ['x', null],
  ])('%s', (key, command) => {
    expect(press(key)).toEqual(command)
  })

  it('with Shift go to the next episode and change the speed', () => {
    expect(press('N', { shiftKey: true })).toEqual({ type: 'next' })
    expect(press('n')).toBeNull()
    expect(press('>', { shiftKey: true })).toEqual({ type: 'rate-by', direction: 1 })
    expect(press('?', { shiftKey: true })).toEqual({ type: 'help' })
  })

  it('with Ctrl, Alt or Meta are the browser’s', () => {
    expect(press('f', { ctrlKey: true })).toBeNull()
    expect(press('ArrowLeft', { altKey: true })).toBeNull()
  })

  it('belong first to what has the focus', () => {
    expect(mayTakeKey('k', 'all')).toBe(false)
    expect(mayTakeKey(' ', 'activation')).toBe(false)
    expect(mayTakeKey('k', 'activation')).toBe(true)
    expect(mayTakeKey('ArrowLeft', 'arrows')).toBe(false)
    expect(mayTakeKey(' ', 'arrows')).toBe(true)
    expect(mayTakeKey(' ', 'none')).toBe(true)
  })
})

describe('the timeline', () => {
  const chapters = [
    { startMs: 0, endMs: 20_000, title: 'A' },
    { startMs: 20_000, endMs: 100_000, title: 'B' },
  ]

  it('is cut where chapters begin', () => {
    expect(cutTimeline(chapters, 100_000)).toEqual([
      { from: 0, to: 0.2, title: 'A' },
      { from: 0.2, to: 1, title: 'B' },
    ])
    expect(cutTimeline(chapters.slice(1), 100_000)).toEqual([
      { from: 0, to: 0.2, title: null },
      { from: 0.2, to: 1, title: 'B' },
    ])
    expect(cutTimeline([], 100_000)).toEqual([{ from: 0, to: 1, title: null }])
  })

  it('fills piece by piece', () => {
    expect(fillOf({ from: 0.2, to: 0.4, title: null }, 0.1)).toBe(0)
    expect(fillOf({ from: 0.2, to: 0.4, title: null }, 0.3)).toBeCloseTo(0.5)
    expect(fillOf({ from: 0.2, to: 0.4, title: null }, 0.9)).toBe(1)
  })

  it('knows its chapters', () => {
    expect(chapterAt(chapters, 19_999)?.title).toBe('A')
    expect(chapterAt(chapters, 20_000)?.title).toBe('B')
    expect(chapterAt([], 5)).toBeNull()
  })

  it('finds the small picture of a moment', () => {
    const board = {
      intervalMs: 1000,
      tileWidth: 320,
      tileHeight: 180,
      columns: 2,
      rows: 2,
      count: 5,
      sheets: ['one', 'two'],
    }
    expect(tileAt(board, 3500)).toEqual({ sheet: 'one', x: 320, y: 180 })
    expect(tileAt(board, 4000)).toEqual({ sheet: 'two', x: 0, y: 0 })
    expect(tileAt(board, 999_000)).toEqual({ sheet: 'two', x: 0, y: 0 })
  })

  it.each([
    [0, '0:00'],
    [224.9, '3:44'],
    [37.999999, '0:38'],
    [7450, '2:04:10'],
    [Number.NaN, '0:00'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatTime(seconds)).toBe(text)
  })
})

describe('where a film starts', () => {
  const watchedAt = '2026-11-21T07:00:00.000Z'
  const playback = { durationMs: 100_000, resume: { positionMs: 30_000, watchedAt } }
  const pending = (positionMs: number, measuredAt: number) => ({
    assetId: 'a',
    positionMs,
    session: 's',
    sequence: 1,
    stopped: false,
    measuredAt,
  })
  const at = Date.parse(watchedAt)

  it('is what the server keeps', () => {
    expect(startPosition(playback, null)).toBe(30)
  })

  it('is what this device could not report, when that is newer', () => {
    expect(startPosition(playback, pending(50_000, at + 5000))).toBe(50)
    expect(startPosition(playback, pending(50_000, at - 3_600_000))).toBe(30)
    expect(
      startPosition({ ...playback, resume: { positionMs: 0, watchedAt: null } }, pending(50_000, 0)),
    ).toBe(50)
  })

  it('is the beginning when that was seen to the end', () => {
    expect(startPosition(playback, pending(95_000, at + 5000))).toBe(0)
  })
})

it('an address takes over the newest playback session', () => {
  const url = 'http://localhost/v/one/signed/media/a/v/video-240p.m3u8'
  expect(withPrefixOf(url, '/v/two/anew/media/a/v/master.m3u8')).toBe(
    'http://localhost/v/two/anew/media/a/v/video-240p.m3u8',
  )
})
