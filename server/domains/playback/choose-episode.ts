type Watched = { assetId: string; finished: boolean }
type Playable = { playable: { assetId: string } | null }

/**
 * Gives the episode to go on with: the one last watched, the next that can be played once it is finished (the first
 * again after the last), or the first. `positions` are newest first. Null when none has a film.
 */
export function chooseEpisode<Episode extends Playable>(
  episodes: Episode[],
  positions: Watched[],
): Episode | null {
  const playable = episodes.filter((episode) => episode.playable !== null)
  const at = (assetId: string) => playable.findIndex((episode) => episode.playable?.assetId === assetId)
  const last = positions.find((position) => at(position.assetId) !== -1)
  if (!last) return playable[0] ?? null
  const index = at(last.assetId)
  return playable[last.finished ? index + 1 : index] ?? playable[0] ?? null
}
