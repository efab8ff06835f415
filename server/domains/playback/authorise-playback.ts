import { authorize, may } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { getPlayable, getTitleBySlug } from '../catalogue/index.ts'
import type { EpisodeDto, EpisodeRefDto, PlayableTargetDto } from '../catalogue/schemas.ts'
import { getTrackChoice, listPositions, ownProfile, resumePosition } from '../profiles/index.ts'
import type { PositionDto } from '../profiles/schemas.ts'
import { playableNotFound } from './errors.ts'
import { giveAddresses } from './give-addresses.ts'
import {
  authorisePlaybackSchema,
  type AuthorisePlaybackInput,
  type EpisodeChoice,
  type EpisodeLabel,
  type PlaybackDto,
} from './schemas.ts'
import { signStill } from './sign-manifest.ts'
import { watchAddress } from './watch-address.ts'

const noChoice = { audio: null, subtitles: null }

/**
 * Lets the viewer watch a film, episode or lesson and gives the player all it needs: signed addresses good for six
 * to twelve hours, tracks, chapters, what follows and where to go on. Every published title is open to
 * whoever is signed in; a draft to who may read drafts. Throws `unauthenticated`, `forbidden`, `playable.not-found`.
 */
export async function authorisePlayback(
  context: Context,
  input: AuthorisePlaybackInput,
): Promise<PlaybackDto> {
  authorize(context, 'playback.start')
  const wanted = parseInput(authorisePlaybackSchema, input)
  const { profileId } = await ownProfile(context)
  const target = await getPlayable(wanted)
  if (!target.published && !may(context.actor, 'title.read-draft')) {
    throw playableNotFound(target.title.slug)
  }
  const titleId = target.title.id
  const [{ manifest, signed }, positions, tracks, episodes] = await Promise.all([
    giveAddresses(context, {
      assetId: target.playable.assetId,
      versionId: 'assetId' in wanted ? wanted.playingVersionId : undefined,
    }),
    orWithout(context, listPositions(context, { titleId }), []),
    orWithout(context, getTrackChoice(context, { titleId }), noChoice),
    findEpisodes(target),
  ])
  const choices = chooseable(target.title.slug, episodes, positions, context.now)
  const own = positions.find((position) => position.assetId === manifest.assetId) ?? null
  return {
    profileId,
    titleId,
    slug: target.title.slug,
    kind: target.title.kind,
    title: target.title.title,
    episode: target.episode && toLabel(target.episode),
    assetId: manifest.assetId,
    versionId: manifest.versionId,
    durationMs: manifest.durationMs,
    heights: manifest.heights,
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
  }
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
      ...toLabel(episode),
      href: watchAddress(slug, episode),
      synopsis: episode.synopsis,
      still: signStill(playable.stillKey, now),
      durationMs: playable.durationMs,
      positionMs: watched?.positionMs ?? 0,
      finished: watched?.finished ?? false,
    }
  })
}

function toLabel({ id, seasonNumber, number, title }: EpisodeRefDto): EpisodeLabel {
  return { id, seasonNumber, number, title }
}

function stillOf(target: PlayableTargetDto, now: Date): string | null {
  const variants = target.title.artwork.still?.variants ?? []
  const large = variants.find((variant) => variant.width >= 1280) ?? variants.at(-1)
  return signStill(target.playable.stillKey ?? large?.key ?? null, now)
}
