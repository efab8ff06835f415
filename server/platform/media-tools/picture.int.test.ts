import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planLadder } from '#server/domains/media/plan-ladder.ts'
import { env } from '#server/platform/env/env.ts'
import { runTool } from './ffmpeg/run-tool.ts'
import { createMediaTools, type CheckReport, type MediaProbe, type MediaTools } from './index.ts'

const run = promisify(execFile)
let folder: string
let tools: MediaTools

const ffmpeg = (args: string[]) =>
  runTool({ tool: env().FFMPEG_PATH, args: ['-v', 'error', '-y', ...args], failure: 'encode-failed' })
const lossless = ['-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '0']

/** A second of five upright patches of these colours; what is done to them and how they are kept. */
async function makePatches(
  name: string,
  colors: string[],
  { size = '64x180', filters, output }: { size?: string; filters: string; output: string[] },
): Promise<string> {
  const file = join(folder, name)
  const inputs = colors.flatMap((color) => [
    '-f',
    'lavfi',
    '-i',
    `color=${color}:s=${size}:r=25:d=1,format=gbrp`,
  ])
  const joined = `${colors.map((_, index) => `[${index}]`).join('')}hstack=inputs=${colors.length},${filters}`
  await ffmpeg([...inputs, '-filter_complex', joined, ...output, file])
  return file
}

type Made = { probe: MediaProbe; rung: string; tags: MediaProbe['video']; report: CheckReport }

async function makeRungs(file: string): Promise<Made> {
  const probe = await tools.lookAtFields({ file, probe: await tools.probe(file) })
  const ladder = planLadder(probe)
  const encodedDir = `${file}-encoded`
  const packageDir = `${file}-package`
  await mkdir(encodedDir)
  await mkdir(packageDir)
  await tools.encode({ requestKey: file, file, probe, ladder, outputDir: encodedDir })
  const { durationMs } = probe
  const packaged = await tools.package({
    ladder,
    durationMs,
    encodedDir,
    subtitles: [],
    outputDir: packageDir,
  })
  const sampled = await tools.sampleSource({ file, probe, ladder, outputDir: packageDir })
  const report = await tools.check({ sampled, probe, ladder, packageDir, packaged, subtitles: [] })
  const rung = join(packageDir, `video-${ladder.rungs.at(-1)!.name}.mp4`)
  return { probe, rung, tags: (await tools.probe(rung)).video, report }
}

/** The middle pixel of each of `count` upright patches of a frame, as a player that follows BT.709 shows it. */
async function readPatches(file: string, count: number): Promise<number[][]> {
  const filter = `select=eq(n\\,12),scale=${count * 16}:16:flags=area:in_color_matrix=bt709:in_range=limited,format=rgb24`
  const args = ['-v', 'error', '-i', file, '-vf', filter, '-frames:v', '1', '-f', 'rawvideo', '-']
  const { stdout } = await run(env().FFMPEG_PATH, args, { encoding: 'buffer' })
  return Array.from({ length: count }, (_, index) => {
    const middle = (8 * count * 16 + index * 16 + 8) * 3
    return [...stdout.subarray(middle, middle + 3)]
  })
}

function farthest(found: number[][], wanted: number[][]): number {
  return Math.max(
    ...found.flatMap((pixel, index) =>
      pixel.map((value, channel) => Math.abs(value - (wanted[index]?.[channel] ?? -999))),
    ),
  )
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marquee-picture-'))
  const { FFMPEG_PATH: ffmpegPath, FFPROBE_PATH: ffprobePath } = env()
  tools = createMediaTools({ ffmpegPath, ffprobePath, packagerPath: null })
})

afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the colours of a film', () => {
  const colors = ['0xC02020', '0x20A020', '0x2020C0', '0xC0C0C0', '0x404040']
  const wanted = [
    [192, 32, 32],
    [32, 160, 32],
    [32, 32, 192],
    [192, 192, 192],
    [64, 64, 64],
  ]
  const tagged = (matrix: string, range: string): string[] => [
    '-colorspace',
    matrix,
    '-color_primaries',
    matrix,
    '-color_trc',
    matrix === 'bt470bg' ? 'gamma28' : matrix,
    '-color_range',
    range,
  ]
  const to = (matrix: string, range: string, format: string): string =>
    `scale=out_color_matrix=${matrix}:out_range=${range},format=${format}`

  it.each([
    ['BT.601 of PAL', 'pal.mkv', to('bt601', 'tv', 'yuv420p'), [...lossless, ...tagged('bt470bg', 'tv')]],
    ['BT.601 untagged', 'untagged.mkv', to('bt601', 'tv', 'yuv420p'), lossless],
    ['BT.709', 'hd.mkv', to('bt709', 'tv', 'yuv420p'), [...lossless, ...tagged('bt709', 'tv')]],
    ['full range', 'full.mkv', to('bt601', 'pc', 'yuvj420p'), [...lossless, ...tagged('smpte170m', 'pc')]],
    [
      '4:4:4 in 10 bits',
      '444.mkv',
      to('bt709', 'tv', 'yuv444p10le'),
      [...lossless, ...tagged('bt709', 'tv')],
    ],
    ['RGB', 'rgb.mkv', 'format=gbrp', ['-c:v', 'ffv1']],
  ])('%s are what they were, and say BT.709', async (_, name, filters, output) => {
    const { rung, tags, report } = await makeRungs(await makePatches(name, colors, { filters, output }))
    expect(farthest(await readPatches(rung, 5), wanted)).toBeLessThanOrEqual(8)
    expect(tags).toMatchObject({ pixelFormat: 'yuv420p', color: { matrix: 'bt709', range: 'limited' } })
    expect(report.findings.filter(({ severity }) => severity === 'refuse')).toEqual([])
  })
})

describe('an HDR film', () => {
  const pq = 'smpte2084'
  const hlg = 'arib-std-b67'

  // Graded with diffuse white at HDR's reference of 203 cd/m².
  it.each([pq, hlg])(
    'in %s becomes SDR as bright as it was meant, and passes the check',
    async (transfer) => {
      const filters = [
        'format=gbrp16le',
        'setparams=colorspace=gbr:color_primaries=bt709:color_trc=bt709:range=pc',
        'zscale=t=linear:npl=203',
        'format=gbrpf32le',
        `zscale=p=bt2020:t=${transfer}:m=bt2020nc:r=limited:npl=203`,
        'format=yuv420p10le',
      ].join(',')
      const file = await makePatches(
        `${transfer}.mkv`,
        ['0x101010', '0x808080', '0xB03030', '0xF0F0F0', '0xFFFFFF'],
        {
          filters,
          output: [
            '-c:v',
            'libx265',
            '-preset',
            'ultrafast',
            '-x265-params',
            'log-level=error:lossless=1',
            '-colorspace',
            'bt2020nc',
            '-color_primaries',
            'bt2020',
            '-color_trc',
            transfer,
            '-color_range',
            'tv',
          ],
        },
      )
      const { probe, rung, tags, report } = await makeRungs(file)
      expect(probe.video?.color).toMatchObject({ transfer, primaries: 'bt2020', bitDepth: 10 })
      const patches = await readPatches(rung, 5)
      const meant = [
        [16, 16, 16],
        [128, 128, 128],
        [176, 48, 48],
      ]
      expect(farthest(patches.slice(0, 3), meant)).toBeLessThanOrEqual(10)
      // White is bright and leaves room for what shines above it.
      expect(patches[4]![0]).toBeGreaterThan(200)
      expect(patches[4]![0]).toBeLessThan(250)
      expect(tags).toMatchObject({
        pixelFormat: 'yuv420p',
        color: { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709' },
      })
      expect(report.findings.filter(({ severity }) => severity === 'refuse')).toEqual([])
    },
  )
})

describe('the shape of a film', () => {
  const red = [192, 32, 32]
  const blue = [32, 32, 192]
  const halves = (name: string, filters: string, output: string[] = []) =>
    makePatches(name, ['0xC02020', '0x2020C0'], {
      size: '160x180',
      filters: `scale=out_color_matrix=bt709,format=yuv420p,${filters}`,
      output: [...lossless, '-colorspace', 'bt709', ...output],
    })

  it('that was filmed upright stands upright', async () => {
    const file = await halves('upright.mp4', 'null')
    // As phones write it that were turned to the left: shown a quarter clockwise.
    await writeDisplayMatrix(file, [0, 1, -1, 0])
    const { rung, tags } = await makeRungs(file)
    expect(tags).toMatchObject({ width: 180, height: 320, rotation: 0 })
    const turned = join(folder, 'turned.mp4')
    await ffmpeg(['-i', rung, '-vf', 'transpose=cclock,setparams=colorspace=bt709', ...lossless, turned])
    expect(farthest(await readPatches(turned, 2), [red, blue])).toBeLessThanOrEqual(8)
  })

  it('that a phone mirrored is mirrored', async () => {
    const file = await halves('mirrored.mp4', 'null')
    await writeDisplayMatrix(file, [-1, 0, 0, 1])
    const { rung, tags } = await makeRungs(file)
    expect(tags).toMatchObject({ width: 320, height: 180 })
    expect(farthest(await readPatches(rung, 2), [blue, red])).toBeLessThanOrEqual(8)
  })

  it('with long pixels gets square ones', async () => {
    const { tags } = await makeRungs(await halves('long.mkv', 'setsar=2/1'))
    expect(tags).toMatchObject({ width: 640, height: 180, sampleAspectRatio: '1:1' })
  })
})

describe('an interlaced film', () => {
  it.each(['tff', 'bff'])('with its fields %s loses its comb', async (order) => {
    const file = join(folder, `${order}.mpg`)
    const fields = `testsrc2=s=320x240:r=50:d=2,scroll=h=0.02,tinterlace=interleave_${order === 'tff' ? 'top' : 'bottom'},fieldorder=${order}`
    const mpeg2 = [
      '-c:v',
      'mpeg2video',
      '-q:v',
      '2',
      '-flags',
      '+ilme+ildct',
      '-top',
      order === 'tff' ? '1' : '0',
    ]
    await ffmpeg(['-f', 'lavfi', '-i', fields, ...mpeg2, file])
    expect(await shareInterlaced(file)).toBeGreaterThan(0.8)
    const { rung, probe, report } = await makeRungs(file)
    expect(probe.video).toMatchObject({ interlaced: true, frameRate: { num: 25, den: 1 } })
    expect(await shareInterlaced(rung)).toBeLessThan(0.1)
    expect(report.findings.filter(({ severity }) => severity === 'refuse')).toEqual([])
  })

  const television = 'testsrc2=s=720x576:r=50:d=4,scroll=h=0.02'

  it.each(['tff', 'bff'])(
    'with its fields %s loses its comb though it is flagged progressive',
    async (order) => {
      const file = join(folder, `unflagged-${order}.mkv`)
      const fields = `${television},tinterlace=interleave_${order === 'tff' ? 'top' : 'bottom'},setfield=prog`
      await ffmpeg(['-f', 'lavfi', '-i', fields, ...lossless, file])
      expect((await tools.probe(file)).video?.interlaced).toBe(false)
      const { rung, probe, report } = await makeRungs(file)
      expect(probe.video).toMatchObject({ interlaced: true, measuredFields: order })
      expect(await shareInterlaced(rung)).toBeLessThan(0.1)
      expect(report.findings.filter(({ severity }) => severity === 'refuse')).toEqual([])
    },
  )

  it('that is progressive keeps every line though it is flagged interlaced', async () => {
    const file = join(folder, 'flagged.mpg')
    const mpeg2 = ['-c:v', 'mpeg2video', '-q:v', '2', '-flags', '+ilme+ildct', '-top', '1']
    await ffmpeg(['-f', 'lavfi', '-i', television.replace('r=50', 'r=25'), ...mpeg2, file])
    expect((await tools.probe(file)).video?.interlaced).toBe(true)
    const { probe, report } = await makeRungs(file)
    expect(probe.video?.interlaced).toBe(false)
    expect(report.findings.filter(({ severity }) => severity === 'refuse')).toEqual([])
  })

  it('is what it says where it moves too little to tell', async () => {
    const file = join(folder, 'still.mkv')
    await ffmpeg(['-f', 'lavfi', '-i', 'color=gray:s=720x576:r=25:d=2', ...lossless, file])
    const told = await tools.probe(file)
    expect(await tools.lookAtFields({ file, probe: told })).toEqual(told)
  })
})

/** The share of frames that show two moments at once, as ffmpeg's `idet` sees them. */
async function shareInterlaced(file: string): Promise<number> {
  const args = ['-v', 'info', '-nostats', '-i', file, '-vf', 'idet', '-f', 'null', '-']
  const { stderr } = await run(env().FFMPEG_PATH, args)
  const counts = /Multi frame detection: TFF:\s*(\d+) BFF:\s*(\d+) Progressive:\s*(\d+)/.exec(stderr)
  const [top = 0, bottom = 0, progressive = 0] = (counts ?? []).slice(1).map(Number)
  return (top + bottom) / Math.max(1, top + bottom + progressive)
}

/** Writes a, b, c and d of the display matrix (ISO 14496-12, `tkhd`, version 0) of an MP4's first track. */
async function writeDisplayMatrix(
  file: string,
  [a, b, c, d]: [number, number, number, number],
): Promise<void> {
  const bytes = await readFile(file)
  const matrix = bytes.indexOf('tkhd') + 4 + 4 + 20 + 8 + 8
  const one = 65_536
  for (const [place, value] of [
    [0, a],
    [4, b],
    [12, c],
    [16, d],
  ] as const)
    bytes.writeInt32BE(value * one, matrix + place)
  await writeFile(file, bytes)
}
