type EpisodeNumbers = { seasonNumber: number | null; number: number }

/** Gives where a film, an episode or a lesson is watched: `/watch/{slug}`, `…/s1e2`, `…/e3`. No language prefix. */
export function watchAddress(slug: string, episode: EpisodeNumbers | null): string {
  if (!episode) return `/watch/${slug}`
  const season = episode.seasonNumber === null ? '' : `s${episode.seasonNumber}`
  return `/watch/${slug}/${season}e${episode.number}`
}

/** Reads the last part of such an address; null when it names no episode. */
export function readEpisodeAddress(segment: string): EpisodeNumbers | null {
  const match = /^(?:s(\d{1,3}))?e(\d{1,4})$/.exec(segment)
  if (!match) return null
  const [, season, number] = match
  return { seasonNumber: season === undefined ? null : Number(season), number: Number(number) }
}
