import { describe, expect, it } from 'vitest'
import { readDemoCatalogue } from '../demo-titles.ts'
import { boundsOf, quadOf } from './camera.ts'
import { planFilms } from './plan.ts'

const { titles } = await readDemoCatalogue()
const specs = planFilms(titles)
const main = specs.filter((spec) => spec.target.type !== 'trailer')

describe('planFilms', () => {
  it('gives each film one film, and each series and course its first three parts', () => {
    for (const title of titles) {
      const items = main.filter((spec) => spec.slug === title.slug).map((spec) => spec.item)
      const expected = { film: ['film'], series: ['s1e1', 's1e2', 's1e3'], course: ['l1', 'l2', 'l3'] }
      expect(items, title.slug).toEqual(expected[title.kind])
    }
  })

  it('names every film once', () => {
    expect(new Set(specs.map((spec) => spec.seed)).size).toBe(specs.length)
  })

  it('puts the hero first, the ledge next and later parts and trailers behind every title’s first', () => {
    expect(specs.slice(0, 4).map((spec) => spec.seed)).toEqual([
      'con-nuoc-thang-muoi/film',
      'hem-cut-88/s1e1',
      'tam-muoi-tam-phim/film',
      'lua-nho-noi-dat/l1',
    ])
    const firsts = new Set(specs.slice(0, titles.length + 1).map((spec) => spec.slug))
    expect(firsts.size).toBe(titles.length)
  })

  it('keeps to the lengths and sizes of the demo', () => {
    for (const spec of main) {
      expect(spec.durationS, spec.seed).toBeGreaterThanOrEqual(30)
      expect(spec.durationS, spec.seed).toBeLessThanOrEqual(60)
    }
    const trailers = specs.filter((spec) => spec.target.type === 'trailer')
    expect(trailers.length).toBeGreaterThanOrEqual(4)
    for (const trailer of trailers) {
      expect(trailer.durationS).toBeGreaterThanOrEqual(10)
      expect(trailer.durationS).toBeLessThanOrEqual(15)
    }
    expect(specs.filter((spec) => spec.height === 1080)).toHaveLength(3)
    expect(specs.some((spec) => spec.audio.length === 2)).toBe(true)
    expect(specs.some((spec) => spec.subtitles.length === 2 && spec.container === 'mkv')).toBe(true)
    expect(specs.some((spec) => spec.subtitles.length === 2 && spec.container === 'mp4')).toBe(true)
  })

  it('lets chapters follow each other without a gap from start to end', () => {
    for (const { seed, chapters, durationS } of specs.filter((spec) => spec.chapters.length > 0)) {
      expect(chapters[0]?.startS, seed).toBe(0)
      expect(chapters.at(-1)?.endS, seed).toBe(durationS)
      for (const [index, chapter] of chapters.entries()) {
        expect(chapter.endS, seed).toBeGreaterThan(chapter.startS)
        if (index > 0) expect(chapter.startS, seed).toBe(chapters[index - 1]?.endS)
      }
    }
  })

  it('gives every episode of a season the same intro, as a chapter of its own', () => {
    for (const spec of specs.filter(({ target }) => target.type === 'episode')) {
      const chapter = spec.chapters.find(({ title }) => title === 'Intro')
      expect(chapter?.startS).toBe(spec.intro?.startS)
      expect((chapter?.endS ?? 0) - (chapter?.startS ?? 0)).toBe(8)
      expect(spec.intro?.seed).toBe(`${spec.slug}/intro`)
    }
  })

  it('keeps subtitles in order, inside the film and readable in both languages', () => {
    for (const spec of specs) {
      for (const { cues } of spec.subtitles) {
        expect(cues.length, spec.seed).toBeGreaterThan(0)
        for (const [index, cue] of cues.entries()) {
          expect(cue.startS, spec.seed).toBeGreaterThanOrEqual(cues[index - 1]?.endS ?? 0)
          expect(cue.endS - cue.startS, spec.seed).toBeGreaterThan(1)
          expect(cue.endS, spec.seed).toBeLessThanOrEqual(spec.closingAtS)
          for (const line of cue.text.split('\n')) expect(line.length, spec.seed).toBeLessThanOrEqual(46)
        }
      }
    }
  })

  it('never looks past the edge of a still', () => {
    for (const spec of specs) {
      for (const shot of spec.shots) {
        for (const [x, y] of [...quadOf(shot.from), ...quadOf(shot.to)]) {
          for (const at of [x, y]) {
            expect(at, `${spec.seed} ${shot.name}`).toBeGreaterThanOrEqual(-0.001)
            expect(at, `${spec.seed} ${shot.name}`).toBeLessThanOrEqual(1.001)
          }
        }
        const bounds = boundsOf(shot.from, shot.to, 0.003)
        expect(bounds.left + bounds.width).toBeLessThanOrEqual(1)
      }
    }
  })
})
