import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { env } from '../../env/env.ts'
import { log } from '../../log/log.ts'
import { nvenc, qsv, vaapi, vaapiModes } from '../ffmpeg/hardware-codecs.ts'
import { probe } from '../ffmpeg/probe.ts'
import { runTool } from '../ffmpeg/run-tool.ts'
import { x264 } from '../ffmpeg/x264.ts'
import type { Ladder } from '../port.ts'
import { chooseEncoder, type EncoderChoice } from './choose-encoder.ts'
import { describeEncoder } from './contract.ts'
import { createFfmpegEncoder } from './ffmpeg-encoder.ts'
import { makeCard, type StandInCard } from './testing/make-card.ts'

// The stand-in for a card is a shell script that keeps its state beside it.
vi.mock('../sandbox/detect-sandbox.ts', () => ({ detectSandbox: async () => 'limits' }))

let folder: string
const cards = new Map<string, StandInCard>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marquee-cards-'))
  for (const name of ['nvenc', 'qsv', 'vaapi']) {
    cards.set(name, await makeCard(join(folder, name), `h264_${name}`, 'VBR'))
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const choose = (card: StandInCard, choice: EncoderChoice) => chooseEncoder({ ...card, choice, log: log() })

describeEncoder('x264', () => createFfmpegEncoder(env().FFMPEG_PATH, x264))
describeEncoder('a card', () => choose(cards.get('nvenc')!, 'auto'))
describeEncoder('a card that takes nothing more', async () => {
  const card = await makeCard(join(folder, 'busy'), 'h264_qsv')
  await card.limitSessions(1)
  return choose(card, 'auto')
})

describe('the choice of an encoder', () => {
  it.each([
    ['nvenc', 'auto', 'nvenc'],
    ['qsv', 'auto', 'qsv'],
    ['vaapi', 'auto', 'vaapi'],
    ['vaapi', 'vaapi', 'vaapi'],
    ['vaapi', 'nvenc', 'x264'],
    ['nvenc', 'x264', 'x264'],
  ] as const)('on a machine with %s, asked for %s, is %s', async (card, choice, chosen) => {
    expect((await choose(cards.get(card)!, choice)).name).toBe(chosen)
  })

  it('is x264 where no card works, this machine included', async () => {
    const card = await makeCard(join(folder, 'none'), 'none')
    expect((await choose(card, 'auto')).name).toBe('x264')
    const bare = { ffmpegPath: env().FFMPEG_PATH, cardsFolder: join(folder, 'not-there'), log: log() }
    expect(['x264', 'nvenc', 'qsv']).toContain((await chooseEncoder({ ...bare, choice: 'auto' })).name)
  })

  it('takes the rate control that the driver knows', async () => {
    const card = await makeCard(join(folder, 'driver'), 'h264_vaapi', 'VBR')
    await choose(card, 'vaapi')
    const modes = (await card.calls()).map((call) => /-rc_mode (\w+)/.exec(call)?.[1])
    expect(modes).toEqual(['QVBR', 'VBR'])
  })
})

describe('a card that fails in the middle of its work', () => {
  it('leaves the film to x264, and has the next one', async () => {
    const card = await makeCard(join(folder, 'sessions'), 'h264_nvenc')
    await card.limitSessions(1)
    const encoder = await choose(card, 'auto')
    expect(encoder.name).toBe('nvenc')
    await encodeWith(encoder, 'first')
    await card.limitSessions(5)
    await encodeWith(encoder, 'second')
    const used = (await card.calls()).map((call) => /-c:v (\w+)/.exec(call)?.[1])
    expect(used).toEqual(['h264_nvenc', 'h264_nvenc', 'libx264', 'h264_nvenc'])
  })

  async function encodeWith(encoder: Awaited<ReturnType<typeof choose>>, name: string): Promise<void> {
    const file = join(folder, 'second.mp4')
    const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=24:d=1', '-c:v', 'libx264']
    await runTool({
      tool: env().FFMPEG_PATH,
      args: ['-v', 'error', '-y', ...picture, '-pix_fmt', 'yuv420p', file],
      failure: 'encode-failed',
    })
    const outputDir = join(folder, name)
    await mkdir(outputDir)
    const ladder: Ladder = {
      frameRate: { num: 24, den: 1 },
      gopFrames: 48,
      rungs: [{ name: '180p', width: 320, height: 180, bitrate: 300_000, crf: 23 }],
      audio: [],
      subtitles: [],
    }
    const about = await probe(env().FFPROBE_PATH, file)
    await encoder.encode({ requestKey: name, file, probe: about, ladder, outputDir })
    expect((await probe(env().FFPROBE_PATH, join(outputDir, 'video-180p.mp4'))).durationMs).toBe(1000)
  }
})

describe("the arguments for ffmpeg's card encoders", () => {
  const rung = { name: '240p', width: 426, height: 240, bitrate: 300_000, crf: 23 }
  const device = '/dev/dri/renderD128'

  it.each([nvenc, qsv, ...vaapiModes.map((mode) => vaapi(device, mode))])(
    '$name: each is one that this ffmpeg knows',
    async (codec) => {
      const name = codec.rungArguments(rung, 48)[1]!
      const help = await runTool({
        tool: env().FFMPEG_PATH,
        args: ['-hide_banner', '-h', `encoder=${name}`],
        failure: 'encode-failed',
      })
      const generic = ['c:v', 'profile:v', 'b:v', 'maxrate', 'bufsize', 'g', 'flags', 'global_quality']
      const options = codec
        .rungArguments(rung, 48)
        .filter((argument) => /^-[a-z]/.test(argument))
        .map((argument) => argument.slice(1))
        .filter((option) => !generic.includes(option) && option !== 'force_key_frames')
      for (const option of options) expect(help.stdout).toMatch(new RegExp(`^ +-${option} `, 'm'))
      const values = codec.rungArguments(rung, 48).flatMap((argument, index, all) => {
        return ['-preset', '-tune', '-rc', '-rc_mode'].includes(argument) ? [all[index + 1]!] : []
      })
      for (const value of values) expect(help.stdout).toMatch(new RegExp(`^ +${value} `, 'm'))
    },
  )

  it.each([
    ['nvenc', nvenc],
    ['qsv', qsv],
    ['vaapi', vaapi(device, 'QVBR')],
  ])('%s: capped, closed groups, key frames forced', (_, codec) => {
    const line = codec.rungArguments({ ...rung, crf: 21 }, 48).join(' ')
    expect(line).toContain('-maxrate 450000 -bufsize 600000')
    expect(line).toMatch(/-(cq|global_quality) 21 /)
    expect(line).toContain('-g 48 -force_key_frames expr:eq(mod(n,48),0)')
    expect(line).toMatch(/-strict_gop 1|-flags \+cgop/)
  })
})
