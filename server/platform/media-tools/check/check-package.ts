import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hasCode } from '../../errors/has-code.ts'
import { videoName } from '../track-file.ts'
import { FIRST_VARIANT_MAX_BANDWIDTH } from '../packager/finish-manifests.ts'
import { measurePlaylist, readSegmentStarts, type Measure } from '../packager/measure-playlist.ts'
import { parseMasterPlaylist, type MasterPlaylist } from '../packager/playlists.ts'
import type { CheckedRendition, CheckFinding, CheckInput, CheckReport, Rung } from '../port.ts'
import { comparePictures, type PictureSample } from './compare-pictures.ts'
import { readPictureSize } from './read-picture-size.ts'
import { judgeBandwidth, judgeDuration, judgePictures, judgeTracks } from './judge.ts'

/** Compares a package with its plan and its source; a finding that refuses makes `ok` false. */
export async function checkPackage(ffmpegPath: string, input: CheckInput): Promise<CheckReport> {
  const { ladder, packageDir } = input
  const master = parseMasterPlaylist(await readFile(join(packageDir, input.packaged.hls), 'utf8'))
  const findings: CheckFinding[] = []
  const measures = new Map<string, Measure>()
  const names = [...ladder.rungs.map(videoName), ...ladder.audio.map((audio) => audio.name)]
  for (const name of names) {
    const measure = await measureTrack(packageDir, name, findings)
    if (!measure) continue
    measures.set(name, measure)
    findings.push(...judgeDuration(name, measure.durationMs, input.probe.durationMs))
  }
  findings.push(...judgeBandwidth(master, ladder, measures, FIRST_VARIANT_MAX_BANDWIDTH))
  findings.push(...judgeTracks(master, ladder, input.subtitles))
  findings.push(...(await checkSubtitles(input)))
  findings.push(...(await checkResolutions(input, master)))
  const samples = measures.size === names.length ? await samplePictures(ffmpegPath, input) : []
  ladder.rungs.forEach((rung, index) => findings.push(...judgePictures(rung, samples[index] ?? [])))
  return {
    ok: !findings.some((finding) => finding.severity === 'refuse'),
    findings,
    renditions: describeRenditions(input, measures, samples),
  }
}

async function measureTrack(
  packageDir: string,
  name: string,
  findings: CheckFinding[],
): Promise<Measure | null> {
  try {
    const measure = await measurePlaylist(join(packageDir, `${name}.m3u8`))
    if (measure.fault)
      findings.push({ severity: 'refuse', code: 'segments-broken', track: name, detail: measure.fault })
    return measure
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error
    findings.push({
      severity: 'refuse',
      code: 'track-missing',
      track: name,
      detail: 'a file of it is not there',
    })
    return null
  }
}

async function checkSubtitles({ packageDir, subtitles }: CheckInput): Promise<CheckFinding[]> {
  const found = await Promise.all(
    subtitles.map(async ({ name }): Promise<CheckFinding[]> => {
      const text = await readFile(join(packageDir, `${name}.vtt`), 'utf8').catch(() => '')
      if (text.startsWith('WEBVTT') && text.includes('-->')) return []
      return [{ severity: 'refuse', code: 'track-missing', track: name, detail: 'it has no text' }]
    }),
  )
  return found.flat()
}

/** What the manifest says of a rung and what its own bytes say must both be the plan's: this is what finds swapped rungs. */
async function checkResolutions(input: CheckInput, master: MasterPlaylist): Promise<CheckFinding[]> {
  const found = await Promise.all(
    input.ladder.rungs.map(async (rung): Promise<CheckFinding[]> => {
      const name = videoName(rung)
      const declared = master.variants.find((variant) => variant.uri === `${name}.m3u8`)
      const size = await readPictureSize(join(input.packageDir, `${name}.mp4`))
      const wanted = `${rung.width}x${rung.height}`
      const held = size ? `${size.width}x${size.height}` : 'no picture'
      const told = declared ? `${declared.width}x${declared.height}` : 'not listed'
      if (held === wanted && told === wanted) return []
      const detail = `planned ${wanted}, holds ${held}, listed as ${told}`
      return [{ severity: 'refuse', code: 'resolution-mismatch', track: name, detail }]
    }),
  )
  return found.flat()
}

async function samplePictures(ffmpegPath: string, input: CheckInput): Promise<PictureSample[][]> {
  const pathOf = (rung: Rung, ending: string): string =>
    join(input.packageDir, `${videoName(rung)}.${ending}`)
  const rungs = await Promise.all(
    input.ladder.rungs.map(async (rung) => ({
      rung,
      file: pathOf(rung, 'mp4'),
      segmentStartsS: await readSegmentStarts(pathOf(rung, 'm3u8')),
    })),
  )
  return comparePictures(ffmpegPath, {
    sampled: input.sampled,
    ladder: input.ladder,
    rungs,
    signal: input.signal,
  })
}

function describeRenditions(
  { ladder }: CheckInput,
  measures: Map<string, Measure>,
  samples: readonly PictureSample[][],
): CheckedRendition[] {
  const describe = (
    name: string,
    kind: CheckedRendition['kind'],
    ssim: number | null,
  ): CheckedRendition[] => {
    const measure = measures.get(name)
    if (!measure) return []
    const { fault: _, ...numbers } = measure
    return [{ name, kind, ssim, ...numbers }]
  }
  return [
    ...ladder.rungs.flatMap((rung, index) =>
      describe(videoName(rung), 'video', meanSsim(samples[index] ?? [])),
    ),
    ...ladder.audio.flatMap((audio) => describe(audio.name, 'audio', null)),
  ]
}

function meanSsim(samples: readonly PictureSample[]): number | null {
  if (samples.length === 0) return null
  const mean = samples.reduce((sum, sample) => sum + sample.ssim, 0) / samples.length
  return Math.round(mean * 10_000) / 10_000
}
