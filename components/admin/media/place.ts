import type { EncodeProgressDto, VersionDto } from '#server/domains/media/schemas.ts'
import type { UploadTarget } from '../uploads/upload-item.ts'
import type { Rung } from './plan-lamps.ts'

/** A frame of the encoded film that may become the poster or still. */
export type FrameChoice = { versionId: string; path: string; atMs: number; url: string }

export type VersionLine = Pick<
  VersionDto,
  | 'id'
  | 'number'
  | 'state'
  | 'durationMs'
  | 'leftOut'
  | 'warnings'
  | 'error'
  | 'createdAt'
  | 'publishedAt'
  | 'audioTracks'
  | 'subtitleTracks'
> & {
  rungs: Rung[]
  /** The least likeness to the source of its rungs, 0 to 1. */
  leastSsim: number | null
}

/** One thing a title can play, whether its film is there or not. */
export type MediaPlace = {
  target: UploadTarget
  /** The season's and episode's or lesson's numbers; null for the film and the trailer. */
  number: { season: number | null; episode: number } | null
  /** The episode's name. */
  name: string | null
  assetId: string | null
  /** Newest first. */
  versions: VersionLine[]
  /** Its newest encode. */
  encode: EncodeProgressDto | null
}

export function placeKey(place: Pick<MediaPlace, 'target'>): string {
  return `${place.target.role}:${place.target.episodeId ?? ''}`
}

/** Gives the version that viewers get. */
export function publishedVersion(place: MediaPlace): VersionLine | undefined {
  return place.versions.find((version) => version.state === 'published')
}

export type PlaceStanding = 'running' | 'queued' | 'failed' | 'cancelled' | 'ready' | 'empty'

/** Tells how a place stands: what its newest encode is at, else whether there is a film. */
export function placeStanding(place: MediaPlace): PlaceStanding {
  switch (place.encode?.state) {
    case 'running':
    case 'queued':
    case 'failed':
      return place.encode.state
    case 'cancelled':
      return publishedVersion(place) ? 'ready' : 'cancelled'
    case 'succeeded':
    case undefined:
      return publishedVersion(place) ? 'ready' : 'empty'
  }
}

/** Tells whether encoding the same file again can help. */
export function retryHelps(encode: Pick<EncodeProgressDto, 'error'>): boolean {
  return encode.error?.needsOtherFile !== true
}
