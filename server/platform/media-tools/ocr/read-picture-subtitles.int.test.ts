import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFilmWithPictureSubtitles } from '#e2e/fixtures/image-subtitles/make-image-subtitles.ts'
import { createMediaTools } from '../index.ts'

const tools = createMediaTools({
  ffmpegPath: 'ffmpeg',
  ffprobePath: 'ffprobe',
  packagerPath: null,
  tesseractPath: 'tesseract',
})
const lines = [
  { startMs: 500, endMs: 1500, text: 'Chào bạn, hôm nay trời đẹp.' },
  { startMs: 1500, endMs: 2600, text: 'Đường về nhà còn xa lắm.' },
  { startMs: 3000, endMs: 4000, text: 'Ừ, thì cứ đi thôi.' },
]
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'picture-subtitles-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe.each(['pgs', 'vobsub'] as const)('subtitles that are pictures, %s', (kind) => {
  it('become text with times and a picture of each line', async () => {
    const file = await makeFilmWithPictureSubtitles(folder, kind, [{ language: 'vie', lines }])
    const probe = await tools.probe(file)
    expect(probe.subtitles).toMatchObject([{ isText: false, language: 'vi' }])
    const outputDir = await mkdtemp(join(folder, 'out-'))
    const shares: number[] = []
    const cues = await tools.readPictureSubtitles({
      file,
      probe,
      streamIndex: probe.subtitles[0]!.streamIndex,
      language: 'vi',
      outputDir,
      onShare: async (share) => void shares.push(share),
    })
    expect(cues.map(({ text }) => letters(text))).toEqual(lines.map(({ text }) => letters(text)))
    for (const [index, cue] of cues.entries()) {
      expect(Math.abs(cue.startMs - lines[index]!.startMs)).toBeLessThanOrEqual(40)
      expect(cue.endMs).toBeGreaterThan(cue.startMs)
      expect(cue.confidence).toBeGreaterThan(50)
    }
    if (kind === 'pgs') expect(Math.abs(cues[1]!.endMs - 2600)).toBeLessThanOrEqual(40)
    expect(shares.at(-1)).toBe(1)
    expect((await readdir(outputDir)).sort()).toEqual(cues.map((cue) => cue.picture))
  }, 60_000)
})

/** A reader takes a stop for a comma now and then; the letters are what counts. */
function letters(text: string): string {
  return text.replace(/[^\p{L}\s]/gu, '')
}
