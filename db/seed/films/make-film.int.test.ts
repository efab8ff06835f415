import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readDemoCatalogue } from '../demo-titles.ts'
import { makeFilm } from './make-film.ts'
import { planFilms } from './plan.ts'
import type { FilmSpec } from './plan.ts'

const run = promisify(execFile)
const probed = z.object({
  format: z.object({ duration: z.coerce.number() }),
  streams: z.array(
    z.object({
      codec_type: z.string(),
      width: z.number().optional(),
      tags: z.object({ language: z.string().optional() }).optional(),
    }),
  ),
  chapters: z.array(z.object({ start_time: z.coerce.number(), tags: z.object({ title: z.string() }) })),
})

let folder = ''
let spec: FilmSpec

/** An episode as planned but small, so that the test is quick; it has an intro, chapters, cards and subtitles. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marquee-film-'))
  const { titles } = await readDemoCatalogue()
  const found = planFilms(titles).find(({ seed }) => seed === 'vinh-khong-ten/s1e1')
  if (!found) throw new Error('The demo has no first episode of vinh-khong-ten')
  spec = { ...found, width: 320, height: 180 }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('makeFilm', () => {
  it('makes a film with its length, tracks, languages and chapters', async () => {
    const file = join(folder, `film.${spec.container}`)
    const progress: number[] = []
    await makeFilm(spec, file, { onProgress: (fraction) => progress.push(fraction) })
    const { stdout } = await run('ffprobe', [
      ...'-v error -of json -show_format -show_streams -show_chapters'.split(' '),
      file,
    ])
    const film = probed.parse(JSON.parse(stdout))
    expect(film.format.duration).toBeCloseTo(spec.durationS, 0)
    const tracks = (kind: string) => film.streams.filter((stream) => stream.codec_type === kind)
    expect(tracks('video').map((stream) => stream.width)).toEqual([320])
    expect(tracks('audio').map((stream) => stream.tags?.language)).toEqual(['vie', 'eng'])
    expect(tracks('subtitle').map((stream) => stream.tags?.language)).toEqual(['vie', 'eng'])
    expect(film.chapters.map((chapter) => chapter.tags.title)).toEqual(
      spec.chapters.map((chapter) => chapter.title),
    )
    expect(film.chapters.map((chapter) => chapter.start_time)).toEqual(
      spec.chapters.map((chapter) => chapter.startS),
    )
    expect(progress.at(-1)).toBeGreaterThan(0.9)
  }, 120_000)

  it('stops when told to and leaves no file behind', async () => {
    const file = join(folder, 'stopped.mkv')
    const stop = new AbortController()
    const making = makeFilm(spec, file, { signal: stop.signal, onProgress: () => stop.abort() })
    await expect(making).rejects.toThrow()
    expect(
      (await readdir(folder)).filter((name) => name.startsWith('stopped') || name.startsWith('.film-')),
    ).toEqual([])
  }, 120_000)

  it('says what ffmpeg said when it fails', async () => {
    const impossible = { ...spec, height: 181 }
    await expect(makeFilm(impossible, join(folder, 'odd.mkv'))).rejects.toThrow(/vinh-khong-ten\/s1e1/)
  }, 120_000)
})
