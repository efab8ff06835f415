import type { z } from 'zod'
import { authorize, requireAccountId, requireSessionId } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { getPlayable, getTitleBySlug } from '../catalogue/index.ts'
import type { EpisodeDto, PlayableTargetDto } from '../catalogue/schemas.ts'
import { startRental } from '../entitlements/index.ts'
import { getOwnProfile, getTrackChoice, listPositions, resumePosition } from '../profiles/index.ts'
import { playbackPreferencesSchema, type PositionDto } from '../profiles/schemas.ts'
import { checkMayWatch } from './check-may-watch.ts'
import { toEpisodeLabel } from './episode-label.ts'
import { holdManifest, keepMsWhilePlaying } from './hold-manifest.ts'
import { limitOf } from './limit-manifest.ts'
import { openPlaybackSession, type OpenPlayback } from './open-playback-session.ts'
import { signPlayAddress } from './play-address.ts'
import {
  authorisePlaybackSchema,
  type AuthorisePlaybackInput,
  type EpisodeChoice,
  type PlaybackDto,
} from './schemas.ts'
import { signManifest, signStill } from './sign-manifest.ts'
import { watchAddress } from './watch-address.ts'

const noChoice = { audio: null, subtitles: null }

/**
 * Lets the viewer watch a film, episode or lesson: opens a playback session and gives the player all it needs: signed
 * addresses good as long as that lives, tracks, chapters, what follows and where to go on. Whoever may read drafts may
 * watch everything. Throws `auth.sign-in-required`, `playable.not-found`, and why somebody signed in may not watch:
 * `account.unverified`, `playback.not-yet`, `no-longer`, `region`, `region-unknown`, `not-entitled`, `rating-limit`,
 * `too-many-streams`.
 */
export async function authorisePlayback(
  context: Context,
  input: AuthorisePlaybackInput,
): Promise<PlaybackDto> {
  authorize(context, 'playback.start')
  const sessionId = requireSessionId(context)
  const accountId = requireAccountId(context)
  const profile = await getOwnProfile(context)
  const profileId = profile.id
  const wanted = parseInput(authorisePlaybackSchema, input)
  const target = await getPlayable(wanted)
  const { maxStreams, maxHeight, rentalId } = await checkMayWatch(context, target, {
    profile,
    accountId,
    sessionId,
  })
  const titleId = target.title.id
  const [{ manifest, session }, positions, tracks, episodes] = await Promise.all([
    open(context, {
      ...target.playable,
      titleId,
      profileId,
      accountId,
      sessionId,
      wanted,
      maxStreams,
      maxHeight,
    }),
    orWithout(context, listPositions(context, { titleId }), []),
    orWithout(context, getTrackChoice(context, { titleId }), noChoice),
    findEpisodes(target),
  ])
  if (rentalId !== null) await startRental(context, { entitlementId: rentalId })
  const limit = limitOf(manifest.heights, maxHeight)
  const signed = signManifest(manifest, (key) => signPlayAddress('session', session.id, key, limit))
  const choices = chooseable(target.title.slug, episodes, positions, context.now)
  const own = positions.find((position) => position.assetId === manifest.assetId) ?? null
  return {
    playbackSessionId: session.id,
    accountId,
    profileId,
    titleId,
    slug: target.title.slug,
    kind: target.title.kind,
    title: target.title.title,
    episode: target.episode && toEpisodeLabel(target.episode),
    assetId: manifest.assetId,
    versionId: manifest.versionId,
    durationMs: manifest.durationMs,
    heights: manifest.heights.filter((height) => limit === null || height <= limit),
    heightLimit: limit,
    audioTracks: manifest.audioTracks,
    chapters: manifest.chapters,
    intro: manifest.markers.intro ?? null,
    ...signed,
    rating: target.title.ratingCode && {
      code: target.title.ratingCode,
      reason: target.title.ratingReason,
    },
    still: stillOf(target, context.now),
    next: choices.find((choice) => choice.id === target.next?.id) ?? null,
    previous: choices.find((choice) => choice.id === target.previous?.id) ?? null,
    episodes: choices,
    resume: { positionMs: resumePosition(own), watchedAt: own?.watchedAt ?? null },
    tracks,
    preferences: playbackPreferencesSchema.parse(profile),
  }
}

async function open(
  context: Context,
  playing: Omit<OpenPlayback, 'versionId'> & {
    wanted: z.output<typeof authorisePlaybackSchema>
    maxStreams: number
  },
) {
  const { wanted, maxStreams, maxHeight, accountId, sessionId, profileId, titleId, assetId } = playing
  const until = new Date(context.now.getTime() + keepMsWhilePlaying)
  const versionId = 'assetId' in wanted ? wanted.playingVersionId : undefined
  const manifest = await holdManifest(context, { assetId, versionId }, until)
  const { versionId: playingId } = manifest
  const opened = { accountId, sessionId, profileId, titleId, assetId, versionId: playingId, maxHeight }
  return { manifest, session: await openPlaybackSession(context, opened, maxStreams) }
}

/** What a viewer left behind is a comfort: while its database is away the film plays from the beginning. */
async function orWithout<Value>(context: Context, kept: Promise<Value>, without: Value): Promise<Value> {
  try {
    return await kept
  } catch (error) {
    if (error instanceof AppError) throw error
    context.log.warn({ err: error }, 'playing without what the viewer left behind')
    return without
  }
}

/** A draft's episodes can't be listed by its address; its player goes without the list. */
async function findEpisodes(target: PlayableTargetDto): Promise<EpisodeDto[]> {
  if (target.episode === null || !target.published) return []
  const detail = await getTitleBySlug({ slug: target.title.slug })
  return detail.seasons.flatMap((season) => season.episodes)
}

function chooseable(
  slug: string,
  episodes: EpisodeDto[],
  positions: PositionDto[],
  now: Date,
): EpisodeChoice[] {
  return episodes.flatMap((episode) => {
    const { playable } = episode
    if (!playable) return []
    const watched = positions.find((position) => position.assetId === playable.assetId)
    return {
      ...toEpisodeLabel(episode),
      href: watchAddress(slug, episode),
      synopsis: episode.synopsis,
      still: signStill(playable.stillKey, now),
      durationMs: playable.durationMs,
      positionMs: watched?.positionMs ?? 0,
      finished: watched?.finished ?? false,
    }
  })
}

function stillOf(target: PlayableTargetDto, now: Date): string | null {
  const variants = target.title.artwork.still?.variants ?? []
  const large = variants.find((variant) => variant.width >= 1280) ?? variants.at(-1)
  return signStill(target.playable.stillKey ?? large?.key ?? null, now)
}
