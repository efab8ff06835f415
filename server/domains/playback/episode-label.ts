import type { EpisodeRefDto } from '../catalogue/schemas.ts'
import type { EpisodeLabel } from './schemas.ts'

/** What names an episode or lesson to viewers. */
export function toEpisodeLabel({ id, seasonNumber, number, title }: EpisodeRefDto): EpisodeLabel {
  return { id, seasonNumber, number, title }
}
