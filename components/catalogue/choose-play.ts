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
  /** The newest position in this title, if any. */
  newest: Progress | null
}

const resumeFrom = 0.05

/**
 * Chooses what Play starts: the place one stopped at; after a finished episode the next one there is; otherwise
 * the first. Where the last one has been seen it starts over.
 */
export function choosePlay({ signedIn, playables, newest }: Input): PlayChoice {
  const first = playables[0]
  if (!first) return { kind: 'coming' }
  if (!signedIn) return { kind: 'sign-in', episode: first.episode }
  if (!newest) return { kind: 'play', episode: first.episode }
  const at = playables.findIndex(({ episode }) => (episode?.id ?? null) === newest.episodeId)
  const current = playables[at]
  if (!current) return { kind: 'play', episode: first.episode }
  if (newest.finished) return { kind: 'play', episode: (playables[at + 1] ?? first).episode }
  const share = newest.durationMs > 0 ? newest.positionMs / newest.durationMs : 0
  if (share < resumeFrom) return { kind: 'play', episode: current.episode }
  const leftMs = Math.max(0, newest.durationMs - newest.positionMs)
  return { kind: 'resume', episode: current.episode, leftMs, share }
}
