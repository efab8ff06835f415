import { readFailure } from './failure-dto.ts'
import { nominalHeight } from './plan-rungs.ts'
import type { AssetRow, RenditionRow, VersionRow } from './asset.repository.ts'
import {
  audioFlagSchema,
  type AssetDto,
  type AudioTrack,
  type PlaybackManifestDto,
  type Rendition,
  type SubtitleTrack,
  type VersionDto,
} from './schemas.ts'

/** A version as admins see it. */
function toVersionDto(version: VersionRow, renditions: readonly RenditionRow[]): VersionDto {
  return {
    id: version.id,
    assetId: version.assetId,
    number: version.number,
    storagePrefix: version.storagePrefix,
    state: version.state,
    durationMs: version.durationMs,
    renditions: renditions.map(toRendition),
    leftOut: version.leftOut,
    audioTracks: version.audioTracks.map(toAudioTrack),
    subtitleTracks: version.subtitleTracks.map(toSubtitleTrack),
    chapters: version.chapters,
    markers: version.markers,
    storyboard: version.storyboard,
    posters: version.posters,
    warnings: version.warnings,
    error: readFailure(version.error),
    createdAt: version.createdAt.toISOString(),
    publishedAt: version.publishedAt?.toISOString() ?? null,
  }
}

/** An asset with its versions, newest first. */
export function toAssetDto(
  asset: AssetRow,
  versions: readonly { version: VersionRow; renditions: RenditionRow[] }[],
): AssetDto {
  return {
    id: asset.id,
    titleId: asset.titleId,
    episodeId: asset.episodeId,
    role: asset.role,
    publishedVersionId: asset.currentVersionId,
    versions: versions
      .filter(({ version }) => version.assetId === asset.id)
      .map(({ version, renditions }) => toVersionDto(version, renditions)),
  }
}

/** What a player needs of a published version; null when it is not whole. */
export function toPlaybackManifest(
  asset: AssetRow,
  version: VersionRow,
  renditions: readonly RenditionRow[],
): PlaybackManifestDto | null {
  const { hlsPath, durationMs } = version
  if (hlsPath === null || durationMs === null) return null
  return {
    assetId: asset.id,
    versionId: version.id,
    titleId: asset.titleId,
    episodeId: asset.episodeId,
    role: asset.role,
    storagePrefix: version.storagePrefix,
    hls: hlsPath,
    dash: version.dashPath,
    durationMs,
    heights: renditions.map(nominalHeight),
    audioTracks: version.audioTracks.map(toAudioTrack),
    subtitleTracks: version.subtitleTracks.map(toSubtitleTrack),
    chapters: version.chapters,
    markers: version.markers,
    storyboard: version.storyboard,
    posters: version.posters,
  }
}

// Versions from before these were kept lack them.
function toAudioTrack(track: VersionRow['audioTracks'][number]): AudioTrack {
  const flags = (track.flags ?? []).flatMap((flag) => audioFlagSchema.safeParse(flag).data ?? [])
  return { ...track, flags, loudness: track.loudness ?? null }
}

function toSubtitleTrack(track: VersionRow['subtitleTracks'][number]): SubtitleTrack {
  return { ...track, isDefault: track.isDefault ?? false }
}

function toRendition(row: RenditionRow): Rendition {
  return {
    name: row.name,
    width: row.width,
    height: row.height,
    targetBandwidth: row.targetBitsPerSecond,
    averageBandwidth: row.measuredBitsPerSecond,
    ssim: row.ssim === null ? null : row.ssim / 1_000_000,
    state: row.state,
  }
}
