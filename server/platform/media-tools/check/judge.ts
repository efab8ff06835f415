import { videoName } from '../track-file.ts'
import type { Measure } from '../packager/measure-playlist.ts'
import type { MasterPlaylist } from '../packager/playlists.ts'
import { groupAudio, TEXT_GROUP } from '../packager/renditions.ts'
import type { CheckFinding, Ladder, Rung } from '../port.ts'
import type { PictureSample } from './compare-pictures.ts'

const SSIM_REFUSE_BELOW = 0.8
const SSIM_WARN_BELOW = 0.95
const BANDWIDTH_TOLERANCE = 0.1
const DURATION_TOLERANCE_MS = 500
/** Mean luma under which a picture is black, and over which its source is plainly not. */
const BLACK_LUMA = 18
const LIT_LUMA = 24

/** Refuses a track that is more than half a second longer or shorter than its source. */
export function judgeDuration(track: string, durationMs: number, sourceMs: number): CheckFinding[] {
  if (Math.abs(durationMs - sourceMs) <= DURATION_TOLERANCE_MS) return []
  const detail = `lasts ${durationMs} ms, its source ${sourceMs} ms`
  return [{ severity: 'refuse', code: 'duration-mismatch', track, detail }]
}

/** Compares each variant's declared peak and average with its bytes (Apple allows 10 %), and looks at the first listed. */
export function judgeBandwidth(
  master: MasterPlaylist,
  ladder: Ladder,
  measures: ReadonlyMap<string, Measure>,
  firstVariantMax: number,
): CheckFinding[] {
  const groups = groupAudio(ladder.audio)
  const findings: CheckFinding[] = []
  for (const variant of master.variants) {
    const name = variant.uri.replace(/\.m3u8$/, '')
    const measure = measures.get(name)
    if (!measure) continue
    const plans = groups.find(({ id }) => id === variant.audioGroup)?.plans ?? []
    const audio = plans.flatMap((plan) => measures.get(plan.name) ?? [])
    const peakAudio = Math.max(0, ...audio.map(({ peakBandwidth }) => peakBandwidth))
    const averageAudio = Math.max(0, ...audio.map(({ averageBandwidth }) => averageBandwidth))
    const pairs = [
      ['peak', variant.bandwidth, measure.peakBandwidth + peakAudio],
      [
        'average',
        variant.averageBandwidth ?? measure.averageBandwidth + averageAudio,
        measure.averageBandwidth + averageAudio,
      ],
    ] as const
    for (const [kind, declared, measured] of pairs) {
      if (measured > 0 && Math.abs(declared - measured) / measured <= BANDWIDTH_TOLERANCE) continue
      const detail = `declares a ${kind} of ${declared} bit/s, has ${measured}`
      findings.push({ severity: 'refuse', code: 'bandwidth-misdeclared', track: name, detail })
    }
  }
  const first = master.variants[0]
  if (first && first.bandwidth > firstVariantMax) {
    const detail = `the first variant listed needs ${first.bandwidth} bit/s`
    findings.push({ severity: 'warn', code: 'first-variant-heavy', track: null, detail })
  }
  return findings
}

/** Refuses a package whose manifest lacks a planned sound or a subtitle track, or tells it otherwise than planned. */
export function judgeTracks(
  master: MasterPlaylist,
  ladder: Ladder,
  subtitles: readonly { name: string; language: string }[],
): CheckFinding[] {
  const wanted = [
    ...groupAudio(ladder.audio).flatMap(({ id, plans }) =>
      plans.map((plan) => ({ ...plan, type: 'AUDIO', id, channels: plan.channels })),
    ),
    ...subtitles.map((track) => ({ ...track, type: 'SUBTITLES', id: TEXT_GROUP, channels: null })),
  ]
  return wanted.flatMap((track): CheckFinding[] => {
    const listed = master.renditions.find(
      ({ type, groupId, uri }) => type === track.type && groupId === track.id && uri === `${track.name}.m3u8`,
    )
    const detail =
      listed === undefined
        ? 'the manifest does not list it'
        : listed.language !== track.language
          ? `planned in ${track.language}, listed in ${listed.language}`
          : listed.channels !== track.channels
            ? `planned with ${track.channels} channels, listed with ${listed.channels}`
            : null
    if (detail === null) return []
    return [{ severity: 'refuse', code: 'track-missing', track: track.name, detail }]
  })
}

/** Refuses a rung that is black where its source is not, or that does not look like its source. */
export function judgePictures(rung: Rung, samples: readonly PictureSample[]): CheckFinding[] {
  const track = videoName(rung)
  if (samples.length === 0) {
    return [
      {
        severity: 'refuse',
        code: 'picture-unlike-source',
        track,
        detail: 'no frame of it could be compared',
      },
    ]
  }
  const lit = samples.filter((sample) => sample.sourceLuma >= LIT_LUMA)
  if (lit.length > 0 && lit.every((sample) => sample.rungLuma <= BLACK_LUMA)) {
    return [{ severity: 'refuse', code: 'rung-black', track, detail: 'black where its source is not' }]
  }
  const mean = samples.reduce((sum, sample) => sum + sample.ssim, 0) / samples.length
  const detail = `SSIM ${mean.toFixed(3)} against its source`
  if (mean < SSIM_REFUSE_BELOW) return [{ severity: 'refuse', code: 'picture-unlike-source', track, detail }]
  if (mean < SSIM_WARN_BELOW) return [{ severity: 'warn', code: 'picture-below-par', track, detail }]
  return []
}
