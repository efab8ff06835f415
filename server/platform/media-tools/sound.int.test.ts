import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planLadder } from '#server/domains/media/plan-ladder.ts'
import { env } from '#server/platform/env/env.ts'
import { TARGET_LUFS } from './ffmpeg/audio-filters.ts'
import { parseLoudness } from './ffmpeg/measure-loudness.ts'
import { runTool } from './ffmpeg/run-tool.ts'
import { createMediaTools, type AudioPlan, type Loudness, type MediaTools } from './index.ts'

const SECONDS = 4
let folder: string
let tools: MediaTools

const ffmpeg = (args: string[], onErrorLine?: (line: string) => void) =>
  runTool({ tool: env().FFMPEG_PATH, args: ['-y', ...args], failure: 'encode-failed', onErrorLine })

/** Sound sources, one a track: what ffmpeg's lavfi makes of them, and what the container says of them. */
type Track = { source: string; codec?: string; tags?: string[] }

/** A film of a grey picture and these sound tracks. */
async function makeFilm(name: string, tracks: Track[]): Promise<string> {
  const file = join(folder, name)
  const sounds = tracks.flatMap(({ source }) => ['-f', 'lavfi', '-t', String(SECONDS), '-i', source])
  const maps = tracks.flatMap(({ codec, tags }, index) => [
    '-map',
    `${index + 1}:a`,
    `-c:a:${index}`,
    codec ?? 'pcm_s16le',
    ...(tags ?? []),
  ])
  const picture = ['-f', 'lavfi', '-i', `color=gray:s=320x180:r=25:d=${SECONDS}`]
  const video = ['-map', '0:v', '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']
  await ffmpeg(['-v', 'error', ...picture, ...sounds, ...video, ...maps, file])
  return file
}

async function encodeFilm(
  file: string,
): Promise<{ audio: AudioPlan[]; heard: Map<string, Loudness | null> }> {
  const probe = await tools.probe(file)
  const planned = planLadder(probe)
  const measured = await tools.measureLoudness({ file, probe, audio: planned.audio })
  const audio = planned.audio.map((plan) => ({ ...plan, loudness: measured.get(plan.name) ?? null }))
  const outputDir = `${file}-encoded`
  await mkdir(outputDir)
  await tools.encode({ requestKey: '1', file, probe, ladder: { ...planned, rungs: [], audio }, outputDir })
  const heard = new Map<string, Loudness | null>()
  for (const { name } of audio) heard.set(name, await listen(join(outputDir, `${name}.mp4`)))
  return { audio, heard }
}

async function listen(file: string): Promise<Loudness | null> {
  const lines: string[] = []
  const filter = ['-af', 'ebur128@t=peak=true:framelog=verbose', '-f', 'null', '-']
  await ffmpeg(['-v', 'info', '-nostats', '-i', file, ...filter], (line) => lines.push(line))
  return parseLoudness(lines).get('t') ?? null
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marquee-sound-'))
  const { FFMPEG_PATH: ffmpegPath, FFPROBE_PATH: ffprobePath } = env()
  tools = createMediaTools({ ffmpegPath, ffprobePath, packagerPath: null })
})

afterAll(() => rm(folder, { recursive: true, force: true }))

describe('loudness', () => {
  it('is set to the target with peaks below -1 dBTP, quiet, loud and spiky alike; silence stays silent', async () => {
    const file = await makeFilm('levels.mkv', [
      { source: `aevalsrc='0.02*sin(2*PI*440*t)|0.02*sin(2*PI*440*t)':s=48000` },
      { source: `aevalsrc='0.99*sin(2*PI*880*t)|0.99*sin(2*PI*660*t)':s=44100` },
      // A murmur with a crack each half second: raised by its loudness alone, the cracks would be far over full scale.
      { source: `aevalsrc='0.06*sin(2*PI*300*t)+0.5*lt(mod(t,0.5),0.004)*sin(2*PI*5000*t)':s=48000` },
      { source: 'anullsrc=r=48000:cl=stereo' },
    ])
    const { audio, heard } = await encodeFilm(file)
    const [quiet, loud, spiky, silent] = audio.map(({ name }) => heard.get(name))
    for (const track of [quiet, loud, spiky]) {
      expect(Math.abs(track!.integrated - TARGET_LUFS)).toBeLessThan(1)
      expect(track!.truePeak).toBeLessThanOrEqual(-1)
    }
    expect(audio[3]?.loudness).toBeNull()
    expect(silent).toBeNull()
  }, 60_000)

  it('does not lift noise that is hardly there', async () => {
    const file = await makeFilm('hiss.mkv', [{ source: `aevalsrc='0.0008*sin(2*PI*440*t)':s=48000` }])
    const { audio, heard } = await encodeFilm(file)
    expect(heard.get(audio[0]!.name)!.integrated).toBeLessThan(-40)
  }, 60_000)
})

describe('channels', () => {
  it('of eight, six, two and one become stereo, and 5.1 where there are six or more', async () => {
    const tones = (count: number): string =>
      Array.from({ length: count }, (_, index) => `0.1*sin(2*PI*${300 + 100 * index}*t)`).join('|')
    const file = await makeFilm('channels.mkv', [
      { source: `aevalsrc='${tones(8)}':c=7.1`, tags: ['-metadata:s:a:0', 'language=vie'] },
      {
        source: `aevalsrc='${tones(6)}':c=5.1(side)`,
        tags: ['-metadata:s:a:1', 'language=eng', '-metadata:s:a:1', 'title=Surround 5.1 (remastered)'],
      },
      {
        source: `aevalsrc='${tones(2)}':c=stereo`,
        tags: ['-metadata:s:a:2', 'title=Đạo diễn', '-disposition:a:2', 'comment'],
      },
      { source: `aevalsrc='${tones(1)}':c=mono`, tags: ['-disposition:a:3', 'default'] },
    ])
    const { audio, heard } = await encodeFilm(file)
    expect(
      audio.map(({ name, channels, title, isDefault, flags }) => [name, channels, title, isDefault, flags]),
    ).toEqual([
      ['audio-0-vi', 2, null, false, []],
      ['audio-0-vi-51', 6, null, false, []],
      ['audio-1-en', 2, '(remastered)', false, []],
      ['audio-1-en-51', 6, '(remastered)', false, []],
      ['audio-2-und', 2, 'Đạo diễn', false, ['commentary']],
      ['audio-3-und', 2, null, true, []],
    ])
    for (const { name } of audio) {
      expect(Math.abs(heard.get(name)!.integrated - TARGET_LUFS)).toBeLessThan(1)
      const made = await tools.probe(join(`${file}-encoded`, `${name}.mp4`))
      expect(made.audio.map(({ channels, codec }) => [channels, codec])).toEqual([
        [name.endsWith('-51') ? 6 : 2, 'aac'],
      ])
    }
  }, 60_000)
})
