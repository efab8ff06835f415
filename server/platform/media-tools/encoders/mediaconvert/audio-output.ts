import type {
  AacCodingMode,
  AudioDescription,
  AudioNormalizationSettings,
  RemixSettings,
} from '@aws-sdk/client-mediaconvert'
import { TARGET_LUFS } from '../../ffmpeg/audio-filters.ts'
import type { AudioPlan, MediaProbe, ProbedAudio } from '../../port.ts'

/** A channel that is not heard. */
const MUTE = -60
const THIRD_OFF = -3

/** The service measures by itself; the target is the one that every encoder of ours sets. */
const loudness: AudioNormalizationSettings = {
  Algorithm: 'ITU_BS_1770_3',
  AlgorithmControl: 'CORRECT_AUDIO',
  TargetLkfs: TARGET_LUFS,
  TruePeakLimiterThreshold: -3,
  PeakCalculation: 'NONE',
  LoudnessLogging: 'DONT_LOG',
}

/** The number among the file's sound tracks, from 1, by which MediaConvert knows this stream. */
export function trackNumber(audio: AudioPlan, probe: MediaProbe): number {
  return probe.audio.findIndex(({ streamIndex }) => streamIndex === audio.sourceStreamIndex) + 1
}

/** One sound track as AAC-LC at 48 kHz, mixed down where the source has more channels than the plan. */
export function audioOutput(audio: AudioPlan, probe: MediaProbe): AudioDescription {
  const source = probe.audio.find(({ streamIndex }) => streamIndex === audio.sourceStreamIndex)
  const remix = source ? remixSettings(source, audio.channels) : null
  return {
    AudioSourceName: audio.name,
    AudioTypeControl: 'FOLLOW_INPUT',
    LanguageCodeControl: 'FOLLOW_INPUT',
    ...(remix ? { RemixSettings: remix } : {}),
    ...(audio.loudness ? { AudioNormalizationSettings: loudness } : {}),
    CodecSettings: {
      Codec: 'AAC',
      AacSettings: {
        Bitrate: nearestBitrate(audio.bitrate),
        CodecProfile: 'LC',
        CodingMode: codingMode(audio.channels),
        RateControlMode: 'CBR',
        SampleRate: 48_000,
        RawFormat: 'NONE',
        Specification: 'MPEG4',
      },
    },
  }
}

function codingMode(channels: number): AacCodingMode {
  if (channels === 1) return 'CODING_MODE_1_0'
  return channels === 6 ? 'CODING_MODE_5_1' : 'CODING_MODE_2_0'
}

/** Bits per second that AAC may have, by the service's own list. */
const bitrates = [
  64_000, 80_000, 96_000, 112_000, 128_000, 160_000, 192_000, 224_000, 256_000, 288_000, 320_000,
].concat([384_000, 448_000, 512_000, 576_000, 640_000])

function nearestBitrate(wanted: number): number {
  return bitrates.reduce((best, each) => (Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best))
}

/**
 * How source channels become output channels, in decibels; null where they are the same. Stereo from surround follows
 * ITU-R BS.775: centre and surrounds at -3 dB, the low-frequency channel left out, all turned down against clipping.
 */
function remixSettings(source: Pick<ProbedAudio, 'channels'>, channelsOut: number): RemixSettings | null {
  const from = source.channels
  if (from === channelsOut) return null
  return {
    ChannelsIn: from,
    ChannelsOut: channelsOut,
    ChannelMapping: {
      OutputChannels: Array.from({ length: channelsOut }, (_, out) => ({
        InputChannelsFineTune: Array.from({ length: from }, (__, input) =>
          gain(input, out, from, channelsOut),
        ),
      })),
    },
  }
}

/** Channels in the order front left, front right, centre, low, then surrounds by pairs left and right. */
function gain(input: number, output: number, from: number, to: number): number {
  if (from === 1) return to === 6 ? (output === 2 ? 0 : MUTE) : 0
  if (to === 1) return input === 3 && from >= 6 ? MUTE : input < 2 ? -6 : -9
  if (to === 6) return surroundGain(input, output)
  if (from < 3) return input === output ? 0 : MUTE
  return stereoGain(input, output, from)
}

function stereoGain(input: number, output: number, from: number): number {
  // Loudest sum of one side: 1 + 0.707 + 0.707 (+ 0.707 with eight channels).
  const headroom = from > 6 ? -10 : -7.7
  if (input < 2) return input === output ? headroom : MUTE
  if (input === 2) return headroom + THIRD_OFF
  if (input === 3 && from >= 6) return MUTE
  return input % 2 === output ? headroom + THIRD_OFF : MUTE
}

/** Eight channels to six: the back pair joins the sides; fewer keep their places. */
function surroundGain(input: number, output: number): number {
  if (input < 4) return input === output ? 0 : MUTE
  return output === 4 + (input % 2) ? THIRD_OFF : MUTE
}
