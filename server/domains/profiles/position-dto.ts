import type { WatchingDocument } from './watching.repository.ts'
import type { PositionDto } from './schemas.ts'

export function toPositionDto(document: WatchingDocument): PositionDto {
  const { assetId, titleId, episodeId, positionMs, durationMs, finished, version } = document
  const watchedAt = document.watchedAt.toISOString()
  return { assetId, titleId, episodeId, positionMs, durationMs, finished, watchedAt, version }
}
