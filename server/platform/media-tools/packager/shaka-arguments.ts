import { join } from 'node:path'
import { videoName } from '../track-file.ts'
import { MediaToolError } from '../errors.ts'
import type { AudioPlan, PackageInput } from '../port.ts'
import { audioGroupOf, groupAudio, TEXT_GROUP } from './renditions.ts'
import { SEGMENT_SECONDS } from './segment-starts.ts'
import { nameTracks, subtitleCharacteristics } from './track-names.ts'

/** Raw keys for cbcs; given, every track is encrypted from its first frame, laid out as before. */
export interface RawKeys {
  /** Hexadecimal, 32 digits each, by DRM label. */
  keys: { label: 'VIDEO' | 'AUDIO'; keyId: string; key: string }[]
}

export const HLS_NAME = 'master.m3u8'
export const DASH_NAME = 'manifest.mpd'

/** Shaka Packager's whole command line: one file a track with byte ranges, HLS and DASH manifests. */
export function shakaArguments(input: PackageInput, rawKeys?: RawKeys): string[] {
  const defaultAudio = input.ladder.audio.find((audio) => audio.isDefault) ?? input.ladder.audio[0]
  return [
    ...videoDescriptors(input),
    ...audioDescriptors(input),
    ...textDescriptors(input),
    '--segment_duration',
    String(SEGMENT_SECONDS),
    '--fragment_duration',
    '2',
    // A track lies whole in a temporary file before it is written: not where memory or a small disk would hold it.
    `--temp_dir=${safePath(input.outputDir)}`,
    // Its own 32 MiB for each file it opens cost a quarter of a second to be given; no film is packaged faster by them.
    '--io_cache_size',
    String(4 * 2 ** 20),
    '--hls_master_playlist_output',
    safePath(join(input.outputDir, HLS_NAME)),
    '--mpd_output',
    safePath(join(input.outputDir, DASH_NAME)),
    ...(defaultAudio && defaultAudio.language !== 'und' ? ['--default_language', defaultAudio.language] : []),
    // Otherwise a subtitle in the default language switches itself on.
    '--default_text_language',
    'und',
    ...(rawKeys ? encryptionArguments(rawKeys) : []),
  ]
}

function videoDescriptors({ ladder, encodedDir, outputDir }: PackageInput): string[] {
  const labelled = ladder.rungs.map((rung) => {
    const name = videoName(rung)
    return descriptor({
      in: join(encodedDir, `${name}.mp4`),
      stream: 'video',
      out: join(outputDir, `${name}.mp4`),
      playlist_name: `${name}.m3u8`,
      iframe_playlist_name: `${name}-iframe.m3u8`,
      drm_label: 'VIDEO',
    })
  })
  const lowest = ladder.rungs[0]
  if (!lowest) return labelled
  // hls.js would take a trick-play stream for a rendition, so it goes to DASH alone.
  const trickPlay = descriptor({
    in: join(encodedDir, `${videoName(lowest)}.mp4`),
    stream: 'video',
    out: join(outputDir, `trick-${lowest.name}.mp4`),
    trick_play_factor: '1',
    dash_only: '1',
    drm_label: 'VIDEO',
  })
  return [...labelled, trickPlay]
}

function audioDescriptors({ ladder, encodedDir, outputDir }: PackageInput): string[] {
  const labels = labelAudio(ladder.audio)
  return ladder.audio.map((audio) => {
    const label = labels.get(audio.name) ?? audio.name
    return descriptor({
      in: join(encodedDir, `${audio.name}.mp4`),
      stream: 'audio',
      out: join(outputDir, `${audio.name}.mp4`),
      ...languageField(audio.language),
      playlist_name: `${audio.name}.m3u8`,
      hls_group_id: audioGroupOf(audio),
      hls_name: label,
      dash_label: label,
      ...dashRoles(audio),
      drm_label: 'AUDIO',
    })
  })
}

// DASH has no groups: 5.1 is a choice of its own there and says so.
function labelAudio(audio: readonly AudioPlan[]): Map<string, string> {
  return new Map(
    groupAudio(audio).flatMap(({ plans }) => {
      const names = nameTracks(plans)
      return plans.map(
        ({ name, channels }, index) =>
          [name, `${names[index] ?? name}${channels > 2 ? ' 5.1' : ''}`] as const,
      )
    }),
  )
}

function dashRoles({ flags }: AudioPlan): Record<string, string> {
  if (flags.includes('commentary')) return { dash_roles: 'commentary' }
  if (flags.includes('visual-impaired')) return { dash_roles: 'description' }
  return flags.includes('dub') ? { dash_roles: 'dub' } : {}
}

function textDescriptors({ subtitles, outputDir }: PackageInput): string[] {
  const names = nameTracks(subtitles)
  return subtitles.map((track, index) => {
    const label = names[index] ?? track.name
    const characteristics = subtitleCharacteristics(track)
    return descriptor({
      in: track.file,
      stream: 'text',
      out: join(outputDir, `${track.name}.vtt`),
      ...languageField(track.language),
      playlist_name: `${track.name}.m3u8`,
      hls_group_id: TEXT_GROUP,
      hls_name: label,
      dash_label: label,
      ...(characteristics ? { hls_characteristics: characteristics } : {}),
      ...(track.forced ? { forced_subtitle: '1' } : {}),
    })
  })
}

// The packager refuses "und" as a stream's language though it writes it itself.
function languageField(language: string): Record<string, string> {
  return language === 'und' ? {} : { language }
}

function encryptionArguments({ keys }: RawKeys): string[] {
  return [
    '--enable_raw_key_encryption',
    '--keys',
    keys.map(({ label, keyId, key }) => `label=${label}:key_id=${keyId}:key=${key}`).join(','),
    '--protection_scheme',
    'cbcs',
    '--protection_systems',
    'CommonSystem',
    '--clear_lead',
    '0',
  ]
}

function descriptor(fields: Record<string, string>): string {
  return Object.entries(fields)
    .map(([key, value]) => `${key}=${key === 'in' || key === 'out' ? safePath(value) : value}`)
    .join(',')
}

// Descriptors have no escaping: a scratch folder with a comma in its path would be read as another field.
function safePath(path: string): string {
  if (/[,=\n]/.test(path))
    throw new MediaToolError('package-failed', 'A packaging folder may not hold commas or equals signs')
  return path
}
