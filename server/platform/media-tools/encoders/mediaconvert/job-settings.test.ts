import { describe, expect, it } from 'vitest'
import type { AudioPlan, Ladder, MediaProbe, ProbedVideo } from '../../port.ts'
import { readMediaConvertConfig } from './config.ts'
import { outputMinutes } from './cost-guard.ts'
import { jobSettings } from './job-settings.ts'

const video: ProbedVideo = {
  streamIndex: 0,
  codec: 'h264',
  profile: 'High',
  pixelFormat: 'yuv420p',
  codedWidth: 1280,
  codedHeight: 720,
  width: 720,
  height: 1280,
  sampleAspectRatio: '1:1',
  rotation: 90,
  frameRate: { num: 30_000, den: 1001 },
  interlaced: true,
  color: {
    primaries: 'bt2020',
    transfer: 'smpte2084',
    matrix: 'bt2020nc',
    range: 'limited',
    bitDepth: 10,
    dolbyVisionProfile: null,
    peakNits: null,
  },
  startMs: 0,
  durationMs: 60_000,
  bitrate: null,
}

function probeOf(channels: number, change: Partial<ProbedVideo> = {}): MediaProbe {
  const sound = { codec: 'aac', channelLayout: null, sampleRate: 48_000, language: 'vi', title: null }
  const audio = [1, 3].map((streamIndex) => ({ ...sound, streamIndex, channels, isDefault: true, flags: [] }))
  return {
    container: 'mov',
    durationMs: 60_000,
    sizeBytes: 1,
    video: { ...video, ...change },
    audio,
    subtitles: [],
    chapters: [],
  }
}

const track = (name: string, channels: number): AudioPlan => ({
  name,
  sourceStreamIndex: 3,
  language: 'vi',
  title: null,
  channels,
  bitrate: channels === 6 ? 384_000 : 128_000,
  isDefault: true,
  flags: [],
  loudness: { integrated: -23, range: 5, truePeak: -2 },
})

const ladder: Ladder = {
  frameRate: { num: 30_000, den: 1001 },
  gopFrames: 60,
  rungs: [
    { name: '240p', width: 240, height: 426, bitrate: 300_000, crf: 21 },
    { name: '720p', width: 720, height: 1280, bitrate: 2_500_000, crf: 24 },
  ],
  audio: [track('audio-0-vi', 2), track('audio-0-vi-51', 6)],
  subtitles: [],
}

const settingsOf = (probe: MediaProbe) =>
  jobSettings({ probe, ladder, input: 's3://films/in/source.mp4', outputFolder: 's3://films/out/' })

/** Decibels of each input channel in each output channel of the stereo track; inaudible ones as null. */
function mixOf(channels: number) {
  const [, , stereo] = settingsOf(probeOf(channels)).OutputGroups![0]!.Outputs!
  const remix = stereo!.AudioDescriptions![0]!.RemixSettings
  return remix?.ChannelMapping!.OutputChannels!.map(({ InputChannelsFineTune: gains }) =>
    gains!.map((gain) => (gain <= -60 ? null : gain)),
  )
}

describe("a job's settings", () => {
  it('carry the rungs with the exact rate, closed groups and the caps of the ladder', () => {
    const { Outputs: outputs = [] } = settingsOf(probeOf(2)).OutputGroups![0]!
    expect(outputs.map(({ NameModifier }) => NameModifier)).toEqual([
      '-video-240p',
      '-video-720p',
      '-audio-0-vi',
      '-audio-0-vi-51',
    ])
    expect(outputs[1]?.VideoDescription).toMatchObject({
      Width: 720,
      Height: 1280,
      ScalingBehavior: 'STRETCH_TO_OUTPUT',
    })
    expect(outputs[1]?.VideoDescription?.CodecSettings?.H264Settings).toMatchObject({
      RateControlMode: 'QVBR',
      QvbrSettings: { QvbrQualityLevel: 6, QvbrQualityLevelFineTune: 0.67 },
      MaxBitrate: 3_750_000,
      HrdBufferSize: 5_000_000,
      FramerateNumerator: 30_000,
      FramerateDenominator: 1001,
      GopSize: 60,
      GopSizeUnits: 'FRAMES',
      GopClosedCadence: 1,
      SceneChangeDetect: 'DISABLED',
      MinIInterval: 0,
    })
    expect(outputs[0]?.VideoDescription?.CodecSettings?.H264Settings?.QvbrSettings).toEqual({
      QvbrQualityLevel: 8,
      QvbrQualityLevelFineTune: 0,
    })
  })

  it('turn, deinterlace and tone-map a source that asks for it, and leave any other alone', () => {
    const asked = settingsOf(probeOf(2))
    expect(asked.Inputs?.[0]?.VideoSelector?.Rotate).toBe('DEGREES_90')
    expect(asked.OutputGroups![0]!.Outputs![0]!.VideoDescription!.VideoPreprocessors).toMatchObject({
      Deinterlacer: { Mode: 'DEINTERLACE' },
      ColorCorrector: { ColorSpaceConversion: 'FORCE_709' },
    })
    const measured = settingsOf(probeOf(2, { measuredFields: 'tff' }))
    expect(measured.OutputGroups![0]!.Outputs![0]!.VideoDescription!.VideoPreprocessors).toMatchObject({
      Deinterlacer: { Control: 'FORCE_ALL_FRAMES' },
    })
    const color = { ...video.color, primaries: 'bt709', transfer: 'bt709' }
    const plain = settingsOf(probeOf(2, { rotation: 0, interlaced: false, color }))
    expect(plain.Inputs?.[0]?.VideoSelector?.Rotate).toBe('DEGREE_0')
    expect(plain.OutputGroups![0]!.Outputs![0]!.VideoDescription!.VideoPreprocessors).toEqual({})
  })

  it('select each sound track by its number among the sound tracks, at the one loudness', () => {
    const { Inputs, OutputGroups } = settingsOf(probeOf(2))
    expect(Inputs![0]!.AudioSelectors?.['audio-0-vi']).toMatchObject({ SelectorType: 'TRACK', Tracks: [2] })
    expect(OutputGroups![0]!.Outputs![3]!.AudioDescriptions![0]).toMatchObject({
      AudioSourceName: 'audio-0-vi-51',
      AudioNormalizationSettings: { TargetLkfs: -18, AlgorithmControl: 'CORRECT_AUDIO' },
      CodecSettings: { AacSettings: { Bitrate: 384_000, CodingMode: 'CODING_MODE_5_1' } },
    })
  })

  it('mix down by ITU-R BS.775, the low-frequency channel left out', () => {
    expect(mixOf(2)).toBeUndefined()
    expect(mixOf(1)).toEqual([[0], [0]])
    expect(mixOf(6)).toEqual([
      [-7.7, null, -10.7, null, -10.7, null],
      [null, -7.7, -10.7, null, null, -10.7],
    ])
    expect(mixOf(8)?.[0]).toEqual([-10, null, -13, null, -13, null, -13, null])
  })
})

describe('the cost of a job', () => {
  it('is the length of all its outputs, each of ten seconds at least', () => {
    expect(outputMinutes({ durationMs: 60_000 }, ladder)).toBe(4)
    expect(outputMinutes({ durationMs: 1000 }, ladder)).toBeCloseTo(0.667, 2)
  })
})

describe('the settings of the installation', () => {
  const settings = {
    MEDIACONVERT_REGION: 'eu-central-1',
    MEDIACONVERT_ROLE_ARN: 'arn:aws:iam::111122223333:role/marquee',
    MEDIACONVERT_BUCKET: 'films',
    MEDIACONVERT_PREFIX: 'marquee',
    MEDIACONVERT_PRIORITY: 0,
    MEDIACONVERT_MAX_OUTPUT_MINUTES: 10,
    MEDIACONVERT_POLL_SECONDS: 15,
    MEDIACONVERT_MAX_QUEUE_MINUTES: 1,
    MEDIACONVERT_STALL_MINUTES: 1,
  }

  it('name what is missing, and end the folder in one slash', () => {
    expect(() => readMediaConvertConfig({ ...settings, MEDIACONVERT_BUCKET: undefined })).toThrow(
      'MEDIACONVERT_BUCKET',
    )
    const prefixOf = (MEDIACONVERT_PREFIX: string) =>
      readMediaConvertConfig({ ...settings, MEDIACONVERT_PREFIX }).prefix
    expect(['', '/', 'a', 'a/', 'a/b//'].map(prefixOf)).toEqual(['', '', 'a/', 'a/', 'a/b/'])
  })
})
