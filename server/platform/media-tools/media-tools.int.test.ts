import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planLadder } from '#server/domains/media/plan-ladder.ts'
import { env } from '#server/platform/env/env.ts'
import {
  createMediaTools,
  type EncodeProgress,
  type ExtractedSubtitle,
  type Ladder,
  type MediaProbe,
  type MediaTools,
  type PackageOutput,
  type SampledSource,
} from './index.ts'
import { parseMasterPlaylist } from './packager/playlists.ts'
import { runTool } from './ffmpeg/run-tool.ts'

const cut = resolve('e2e/fixtures/big-buck-bunny-14s.mp4')
let folder: string
let tools: MediaTools
let film: string
let probe: MediaProbe
let ladder: Ladder
let subtitles: ExtractedSubtitle[]
const progress: EncodeProgress[] = []

const inFolder = (...names: string[]): string => join(folder, ...names)
const ffmpeg = (args: string[]) =>
  runTool({ tool: env().FFMPEG_PATH, args: ['-v', 'error', '-y', ...args], failure: 'encode-failed' })

/** The real cut with a second sound track, subtitles in two languages and chapters, as a studio would send it. */
async function makeRichFilm(): Promise<string> {
  await writeFile(inFolder('vi.srt'), '1\n00:00:01,000 --> 00:00:03,000\nXin chào, thỏ\n')
  await writeFile(inFolder('en.srt'), '1\n00:00:01,000 --> 00:00:03,000\nHello, rabbit\n')
  const chapter = (start: number, end: number, title: string): string =>
    `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${start}\nEND=${end}\ntitle=${title}\n`
  await writeFile(
    inFolder('chapters.txt'),
    `;FFMETADATA1\n${chapter(0, 4000, 'Mở đầu')}${chapter(4000, 14000, 'Cánh đồng')}`,
  )
  const made = inFolder('rich.mkv')
  const inputs = [cut, inFolder('vi.srt'), inFolder('en.srt'), inFolder('chapters.txt')].flatMap((file) => [
    '-i',
    file,
  ])
  const maps = ['0:v', '0:a', '0:a', '1', '2'].flatMap((map) => ['-map', map])
  const languages = ['s:a:0=vie', 's:a:1=eng', 's:s:0=vie', 's:s:1=eng'].flatMap((pair) => {
    const [stream, language] = pair.split('=')
    return [`-metadata:${stream}`, `language=${language}`]
  })
  await ffmpeg([...inputs, ...maps, '-map_chapters', '3', '-c', 'copy', '-c:s', 'srt', ...languages, made])
  return made
}

async function sampleFilm(): Promise<SampledSource> {
  const outputDir = await mkdtemp(inFolder('sampled-'))
  return tools.sampleSource({ file: film, probe, ladder, outputDir })
}

async function packageInto(
  name: string,
  using: MediaTools = tools,
): Promise<{ dir: string; packaged: PackageOutput }> {
  const dir = inFolder(name)
  await mkdir(dir)
  const encodedDir = inFolder('encoded')
  const packaged = await using.package({
    ladder,
    durationMs: probe.durationMs,
    encodedDir,
    subtitles,
    outputDir: dir,
  })
  return { dir, packaged }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marquee-media-tools-'))
  const { FFMPEG_PATH: ffmpegPath, FFPROBE_PATH: ffprobePath, PACKAGER_PATH: packagerPath } = env()
  tools = createMediaTools({ ffmpegPath, ffprobePath, packagerPath: packagerPath ?? null })
  film = await makeRichFilm()
  probe = await tools.probe(film)
  ladder = planLadder(probe)
  await mkdir(inFolder('encoded'))
  const outputDir = inFolder('encoded')
  await tools.encode({
    requestKey: 'rich',
    file: film,
    probe,
    ladder,
    outputDir,
    onProgress: (step) => progress.push(step),
  })
  subtitles = await tools.extractSubtitles({ file: film, ladder, outputDir })
}, 120_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

describe('probe', () => {
  it('reads picture, sound, subtitles and chapters of the real film', () => {
    expect(probe).toMatchObject({
      container: 'matroska',
      video: { width: 854, height: 480, frameRate: { num: 24, den: 1 } },
    })
    expect(probe.audio.map(({ language, channels }) => [language, channels])).toEqual([
      ['vi', 6],
      ['en', 6],
    ])
    expect(probe.subtitles.map(({ language, isText }) => [language, isText])).toEqual([
      ['vi', true],
      ['en', true],
    ])
    expect(probe.chapters.map(({ title }) => title)).toEqual(['Mở đầu', 'Cánh đồng'])
  })

  it('refuses a playlist whatever its name says, and a file that is no film', async () => {
    await writeFile(inFolder('trap.mp4'), `#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n`)
    await expect(tools.probe(inFolder('trap.mp4'))).rejects.toMatchObject({ code: 'points-elsewhere' })
    await writeFile(inFolder('text.mp4'), 'not a film')
    await expect(tools.probe(inFolder('text.mp4'))).rejects.toMatchObject({ code: 'container-unknown' })
    await writeFile(inFolder('broken.mp4'), (await readFile(cut)).subarray(0, 4000))
    await expect(tools.probe(inFolder('broken.mp4'))).rejects.toMatchObject({ code: 'cut-short' })
  })
})

describe('encode', () => {
  it('makes every rung with a key frame each two seconds, and tells how far it is', async () => {
    expect(ladder.rungs.map(({ name }) => name)).toEqual(['240p', '360p', '480p'])
    const { stdout } = await runTool({
      tool: env().FFPROBE_PATH,
      args: [
        '-v',
        'error',
        '-skip_frame',
        'nokey',
        '-select_streams',
        'v',
        '-show_entries',
        'frame=pts_time',
        '-of',
        'csv=p=0',
        inFolder('encoded', 'video-360p.mp4'),
      ],
      failure: 'decode-failed',
    })
    expect(
      stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => Math.round(Number.parseFloat(line))),
    ).toEqual([0, 2, 4, 6, 8, 10, 12, 14])
    expect(progress.at(-1)).toMatchObject({ percent: 100, etaSeconds: 0 })
  })

  it('stops at once when told to', async () => {
    const outputDir = inFolder('stopped')
    await mkdir(outputDir)
    const stop = new AbortController()
    const running = tools.encode({
      requestKey: 'stopped',
      file: film,
      probe,
      ladder,
      outputDir,
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('cancelled')),
    })
    await expect(running).rejects.toThrow('cancelled')
  })
})

describe('pictures', () => {
  it('takes posters and a storyboard', async () => {
    await mkdir(inFolder('pictures'))
    const outputDir = inFolder('pictures')
    const { durationMs } = probe
    const largest = ladder.rungs.at(-1)!
    const ofLargest = { encodedRung: inFolder('encoded', `video-${largest.name}.mp4`), rung: largest }
    const posters = await tools.extractPosters({ ...ofLargest, ladder, durationMs, count: 5, outputDir })
    expect(posters.map(({ width, height }) => `${width}x${height}`)).toEqual(Array(5).fill('854x480'))
    const rung = ladder.rungs[0]!
    const encodedRung = inFolder('encoded', 'video-240p.mp4')
    const storyboard = await tools.makeStoryboard({
      encodedRung,
      rung,
      ladder,
      durationMs: probe.durationMs,
      outputDir,
    })
    expect(storyboard).toMatchObject({
      intervalMs: 2000,
      count: 8,
      tileWidth: 320,
      tileHeight: 180,
      sheets: ['sheet-001.webp'],
    })
    expect(await readFile(join(outputDir, 'storyboard.vtt'), 'utf8')).toContain(
      'sheet-001.webp#xywh=320,0,320,180',
    )
  })
})

describe.each([
  ['Shaka Packager', () => tools, 'manifest.mpd'],
  [
    'ffmpeg alone',
    () =>
      createMediaTools({
        ffmpegPath: env().FFMPEG_PATH,
        ffprobePath: env().FFPROBE_PATH,
        packagerPath: null,
      }),
    null,
  ],
])('package by %s', (maker, using, dash) => {
  it('lists a light variant first, names languages, and passes its own check', async () => {
    const { dir, packaged } = await packageInto(`package-${maker.length}`, using())
    expect(packaged).toMatchObject({ hls: 'master.m3u8', dash })
    const master = parseMasterPlaylist(await readFile(join(dir, packaged.hls), 'utf8'))
    expect(master.variants[0]?.bandwidth).toBeLessThanOrEqual(1_000_000)
    for (const [group, channels] of [
      ['audio', 2],
      ['surround', 6],
    ]) {
      const variants = master.variants.filter(({ audioGroup }) => audioGroup === group)
      expect(variants.map(({ height }) => height).toSorted((a, b) => a - b)).toEqual([240, 360, 480])
      const sounds = master.renditions.filter(({ groupId }) => groupId === group)
      expect(sounds.map((sound) => sound.channels)).toEqual([channels, channels])
    }
    expect(
      master.renditions.map(({ type, language, name, isDefault }) => [type, language, name, isDefault]),
    ).toEqual([
      ['AUDIO', 'vi', 'Tiếng Việt', true],
      ['AUDIO', 'en', 'English', false],
      // Once more with 5.1, in a group of its own.
      ['AUDIO', 'vi', 'Tiếng Việt', true],
      ['AUDIO', 'en', 'English', false],
      ['SUBTITLES', 'vi', 'Tiếng Việt', false],
      ['SUBTITLES', 'en', 'English', false],
    ])
    expect(await readFile(join(dir, 'text-0-vi.vtt'), 'utf8')).toContain('Xin chào, thỏ')
    expect(
      (await readdir(dir)).filter((name) => name.endsWith('.mp4') && !name.startsWith('trick')),
    ).toHaveLength(7)
    const report = await tools.check({
      sampled: await sampleFilm(),
      probe,
      ladder,
      packageDir: dir,
      packaged,
      subtitles,
    })
    expect(report.findings.filter(({ severity }) => severity === 'refuse')).toEqual([])
    expect(Math.min(...report.renditions.flatMap(({ ssim }) => ssim ?? []))).toBeGreaterThan(0.9)
  }, 60_000)
})

describe('check', () => {
  it('refuses swapped rungs, a black rung, a stranger film, a short and a missing track', async () => {
    const { dir, packaged } = await packageInto('package-spoilt')
    const sampled = await sampleFilm()
    const codes = async (): Promise<string[]> => {
      const report = await tools.check({
        sampled,
        probe,
        ladder,
        packageDir: dir,
        packaged,
        subtitles,
      })
      expect(report.ok).toBe(false)
      return report.findings
        .filter(({ severity }) => severity === 'refuse')
        .map(({ code, track }) => `${code} ${track}`)
    }
    await copyFile(join(dir, 'video-240p.mp4'), inFolder('240p.mp4'))
    await copyFile(join(dir, 'video-480p.mp4'), join(dir, 'video-240p.mp4'))
    expect(await codes()).toContain('resolution-mismatch video-240p')
    await replaceRung(dir, 'color=black:s=426x240:r=24:d=14.08')
    expect(await codes()).toContain('rung-black video-240p')
    await replaceRung(dir, 'testsrc2=s=426x240:r=24:d=14.08')
    expect(await codes()).toContain('picture-unlike-source video-240p')
    await replaceRung(dir, 'testsrc2=s=426x240:r=24:d=8')
    expect(await codes()).toContain('duration-mismatch video-240p')
    await copyFile(inFolder('240p.mp4'), join(dir, 'video-240p.mp4'))
    await rm(join(dir, 'audio-1-en.m3u8'))
    expect(await codes()).toContain('track-missing audio-1-en')
  }, 90_000)
})

/** Puts another picture in the place of the lowest rung, packaged as the real one is. */
async function replaceRung(dir: string, lavfi: string): Promise<void> {
  const made = inFolder('made')
  const out = inFolder('made-package')
  for (const place of [made, out]) {
    await rm(place, { recursive: true, force: true })
    await mkdir(place)
  }
  await ffmpeg([
    '-f',
    'lavfi',
    '-i',
    lavfi,
    '-c:v',
    'libx264',
    '-pix_fmt',
    'yuv420p',
    '-g',
    '48',
    join(made, 'video-240p.mp4'),
  ])
  const only: Ladder = { ...ladder, rungs: ladder.rungs.slice(0, 1), audio: [], subtitles: [] }
  await tools.package({
    ladder: only,
    durationMs: probe.durationMs,
    encodedDir: made,
    subtitles: [],
    outputDir: out,
  })
  for (const name of ['video-240p.mp4', 'video-240p.m3u8']) await copyFile(join(out, name), join(dir, name))
}
