import type { Picture } from '../../ui/artwork.tsx'
import type { EncodeProgressDto } from '#server/domains/media/schemas.ts'

/** One encode with the title it is of. */
export type EncodeRow = EncodeProgressDto & {
  /** Null for a title that is no longer there. */
  titleName: string | null
  accent: string | null
  poster: Picture | null
}

/** Parts encodes into those under way (running first, then as they wait) and those that ended, newest first. */
export function partEncodes<Row extends EncodeProgressDto>(
  rows: readonly Row[],
): { open: Row[]; ended: Row[] } {
  const isOpen = (row: Row) => row.state === 'running' || row.state === 'queued'
  return {
    open: rows.filter(isOpen).toSorted((a, b) => rank(a) - rank(b)),
    ended: rows.filter((row) => !isOpen(row)).toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt)),
  }
}

// Those without a place yet (their job is being made) come last.
function rank(row: EncodeProgressDto): number {
  return row.state === 'running' ? 0 : (row.queuePosition ?? Number.MAX_SAFE_INTEGER)
}
