import { describe, expect, it } from 'vitest'
import { ffprobeSchema, parseProbe, toLanguageTag } from './parse-probe.ts'

function probeOf(streams: object[], more: object = {}) {
  return parseProbe(
    'mov',
    ffprobeSchema.parse({ format: { duration: '30.5', size: '1000' }, streams, ...more }),
  )
}

const film = { index: 0, codec_type: 'video', codec_name: 'h264', width: 1920, height: 1080 }

describe('parseProbe', () => {
  it('turns a phone film upright', () => {
    const { video } = probeOf([{ ...film, side_data_list: [{ rotation: -90 }] }])
    expect(video).toMatchObject({ width: 1080, height: 1920, codedWidth: 1920, rotation: 90 })
  })

  it('shows anamorphic film with square pixels', () => {
    const { video } = probeOf([{ ...film, width: 720, height: 576, sample_aspect_ratio: '64:45' }])
    expect(video).toMatchObject({ width: 1024, height: 576 })
  })

  it('reads colours, bits, brightness and Dolby Vision', () => {
    const colorOf = (more: object) => probeOf([{ ...film, ...more }]).video?.color
    const hdr = {
      pix_fmt: 'yuv420p10le',
      color_transfer: 'smpte2084',
      color_primaries: 'bt2020',
      color_space: 'bt2020nc',
      color_range: 'tv',
      side_data_list: [{ dv_profile: 8 }, { max_luminance: '40000000/10000', min_luminance: '50/10000' }],
    }
    expect(colorOf(hdr)).toEqual({
      primaries: 'bt2020',
      transfer: 'smpte2084',
      matrix: 'bt2020nc',
      range: 'limited',
      bitDepth: 10,
      peakNits: 4000,
      dolbyVisionProfile: 8,
    })
    expect(colorOf({ pix_fmt: 'yuvj420p', color_range: 'pc', color_space: 'unknown' })).toMatchObject({
      matrix: null,
      range: 'full',
      bitDepth: 8,
      peakNits: null,
    })
    expect(colorOf({ pix_fmt: 'p010le' })?.bitDepth).toBe(10)
  })

  it('keeps what a sound track is for', () => {
    const disposition = { default: 1, comment: 1, visual_impaired: 0, dub: 1 }
    const { audio } = probeOf([{ index: 1, codec_type: 'audio', channels: 2, disposition }])
    expect(audio[0]).toMatchObject({ isDefault: true, flags: ['dub', 'commentary'] })
  })

  it('takes no cover picture for a film', () => {
    expect(probeOf([{ ...film, disposition: { attached_pic: 1 } }]).video).toBeNull()
  })

  it('takes the average where the nominal rate is a clock, the nominal where they agree', () => {
    const rate = (r: string, avg: string) =>
      probeOf([{ ...film, r_frame_rate: r, avg_frame_rate: avg }]).video?.frameRate
    expect(rate('90000/1', '2997/100')).toEqual({ num: 2997, den: 100 })
    expect(rate('24000/1001', '23976/1000')).toEqual({ num: 24000, den: 1001 })
  })

  it('counts the first picture from the earliest start of any stream', () => {
    const format = { duration: '30', size: '1', start_time: '-0.021' }
    const startOf = (start?: string) =>
      probeOf([{ ...film, ...(start ? { start_time: start } : {}) }], { format }).video?.startMs
    expect(startOf('0.000')).toBeCloseTo(21)
    expect(startOf('-0.021')).toBe(0)
    expect(startOf('N/A')).toBe(0)
  })

  it('tells text subtitles from pictures, and keeps names that people gave', () => {
    const { audio, subtitles } = probeOf([
      {
        index: 1,
        codec_type: 'audio',
        codec_name: 'aac',
        channels: 6,
        tags: { language: 'vie', handler_name: 'SoundHandler' },
      },
      { index: 2, codec_type: 'subtitle', codec_name: 'subrip', tags: { language: 'eng', title: ' Full ' } },
      { index: 3, codec_type: 'subtitle', codec_name: 'hdmv_pgs_subtitle' },
    ])
    expect(audio[0]).toMatchObject({ language: 'vi', channels: 6, title: null })
    expect(subtitles.map(({ isText, title }) => [isText, title])).toEqual([
      [true, 'Full'],
      [false, null],
    ])
  })

  it('keeps chapters within the film and in order', () => {
    const { chapters } = probeOf([film], {
      chapters: [
        { start_time: '10', end_time: '99', tags: { title: 'Two' } },
        { start_time: '0', end_time: '10', tags: { title: 'One' } },
        { start_time: '40', end_time: '50' },
      ],
    })
    expect(chapters).toEqual([
      { startMs: 0, endMs: 10_000, title: 'One' },
      { startMs: 10_000, endMs: 30_500, title: 'Two' },
    ])
  })
})

describe('toLanguageTag', () => {
  it.each([
    ['vie', 'vi'],
    ['eng', 'en'],
    ['pt_BR', 'pt-BR'],
    ['und', 'und'],
    ['???', 'und'],
    [undefined, 'und'],
  ])('%s gives %s', (code, tag) => {
    expect(toLanguageTag(code)).toBe(tag)
  })
})
