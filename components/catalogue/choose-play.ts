import type { EpisodeRef, Progress } from './views.ts'

/** What the main button of a title does. */
export type PlayChoice =
  | { kind: 'coming' }
  | { kind: 'sign-in'; episode: EpisodeRef | null }
  | { kind: 'play'; episode: EpisodeRef | null }
  | { kind: 'resume'; episode: EpisodeRef | null; leftMs: number; share: number }

export type Playable = { episode: EpisodeRef | null; durationMs: number }

type Input = {
  signedIn: boolean
  /** What can be played of the title now, in order; a film has one, without an episode. */
  playables: Playable[]
  /** The kept positions in this title, newest first. */
  progress: Progress[]
  /** Those that may be watched; null or left out: all. */
  seasons?: number[] | null
}

const resumeFrom = 0.05

/**
 * Chooses what Play starts: the place one stopped at; after a finished episode the next one there is; otherwise
 * the first. Where the last one has been seen it starts over.
 */
export function choosePlay({ signedIn, playables: all, progress: kept, seasons = null }: Input): PlayChoice {
  const isOpen = ({ episode }: Playable) => seasons === null || seasons.includes(episode?.season ?? -1)
  const playables = all.filter(isOpen)
  // What was watched of a season that is shut now is no place to go on from.
  const progress = seasons === null ? kept : kept.filter((each) => playables.some((one) => isOf(each, one)))
  const first = playables[0]
  if (!first) return { kind: 'coming' }
  if (!signedIn) return { kind: 'sign-in', episode: first.episode }
  const newest = progress[0]
  const at = newest ? playables.findIndex((playable) => isOf(newest, playable)) : -1
  const current = playables[at]
  if (!newest || !current) return { kind: 'play', episode: first.episode }
  if (!newest.finished) return goOn(current, newest)
  const next = playables[at + 1]
  if (!next) return { kind: 'play', episode: first.episode }
  return goOn(
    next,
    progress.find((each) => isOf(each, next)),
  )
}

function isOf(progress: Progress, { episode }: Playable): boolean {
  return progress.episodeId === (episode?.id ?? null)
}

/** A position below 5 % or at the end is no place to go on from. */
function goOn({ episode }: Playable, progress: Progress | undefined): PlayChoice {
  const share = progress && progress.durationMs > 0 ? progress.positionMs / progress.durationMs : 0
  if (!progress || progress.finished || share < resumeFrom) return { kind: 'play', episode }
  return { kind: 'resume', episode, leftMs: Math.max(0, progress.durationMs - progress.positionMs), share }
}
