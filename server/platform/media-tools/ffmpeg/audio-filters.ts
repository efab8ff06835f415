import type { AudioPlan, Loudness, MediaProbe } from '../port.ts'

/**
 * What every sound track is set to: the middle of EBU R 128 s2 (-20 to -16 LUFS for streaming) and what AES TD1008
 * asks of programmes led by speech. Films keep 17 dB for their loud scenes, and phones still play them loud enough.
 */
export const TARGET_LUFS = -18
/** Before the encoder, whose overshoot stays below the published -1 dBTP. */
const PEAK_CEILING_DBTP = -3
/** A limiter may shave no more than this off the peaks; a track that would need more stays quieter. */
const MAX_LIMITING_DB = 8
/** More would lift the noise of a track that is hardly there. */
const MAX_GAIN_DB = 20
/** Four times the rate: a limiter of samples is then one of true peaks. */
const OVERSAMPLED_HZ = 192_000

/**
 * The filter chain from a source's sound to the label `[a<index>]`: from the file's zero, as long as the film, its
 * loudness set.
 */
export function audioFilter(audio: AudioPlan, index: number, probe: MediaProbe): string {
  const whole = (probe.durationMs / 1000).toFixed(3)
  const chain = [...renderSound(audio), ...setLoudness(audio.loudness), `apad=whole_dur=${whole}`]
  return `[0:${audio.sourceStreamIndex}]${chain.join(',')}[a${index}]`
}

/**
 * The filters that put a source's sound on the film's clock in the planned channels (ITU-R BS.775 downmix). Wherever
 * its times and its samples are more than 30 ms apart (a gap, a clock that drifts) it is filled or cut; ffmpeg 5.1's
 * stretching instead overshoots.
 */
export function renderSound(audio: Pick<AudioPlan, 'channels'>): string[] {
  return [
    'aresample=48000:async=1:min_hard_comp=0.03:first_pts=0',
    `aformat=sample_fmts=fltp:channel_layouts=${audio.channels === 6 ? '5.1' : 'stereo'}`,
  ]
}

/** How many dB a track is raised or lowered, and whether its peaks must be limited after it. */
function planGain(loudness: Loudness | null): { gainDb: number; limits: boolean } {
  if (!loudness) return { gainDb: 0, limits: false }
  const wanted = Math.min(TARGET_LUFS - loudness.integrated, MAX_GAIN_DB)
  const allowed = PEAK_CEILING_DBTP + MAX_LIMITING_DB - loudness.truePeak
  const gainDb = Math.round(Math.min(wanted, allowed) * 10) / 10
  return { gainDb, limits: loudness.truePeak + gainDb > PEAK_CEILING_DBTP }
}

/** Encoder settings of one sound track. */
export function aacArguments(audio: AudioPlan): string[] {
  return ['-c:a', 'aac', '-b:a', String(audio.bitrate), '-ac', String(audio.channels)]
}

function setLoudness(loudness: Loudness | null): string[] {
  const { gainDb, limits } = planGain(loudness)
  if (gainDb === 0 && !limits) return []
  const ceiling = (10 ** (PEAK_CEILING_DBTP / 20)).toFixed(4)
  return [
    `volume=${gainDb}dB`,
    ...(limits
      ? [
          `aresample=${OVERSAMPLED_HZ}`,
          `alimiter=limit=${ceiling}:attack=5:release=80:level=false:latency=true`,
          'aresample=48000',
        ]
      : []),
  ]
}
