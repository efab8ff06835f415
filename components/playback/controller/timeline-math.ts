type Span = { startMs: number; endMs: number; title: string }

/** One piece of the timeline, as shares of the whole between 0 and 1. */
export type TimelinePiece = { from: number; to: number; title: string | null }

/**
 * Cuts the timeline where chapters begin. Time before the first chapter is a piece without a name; a film without
 * chapters is one piece.
 */
export function cutTimeline(chapters: Span[], durationMs: number): TimelinePiece[] {
  if (durationMs <= 0) return [{ from: 0, to: 1, title: null }]
  const sorted = chapters
    .filter((chapter) => chapter.startMs < durationMs)
    .toSorted((a, b) => a.startMs - b.startMs)
  const starts = sorted.map((chapter) => ({ at: chapter.startMs / durationMs, title: chapter.title }))
  const marks: { at: number; title: string | null }[] =
    starts[0] && starts[0].at <= 0.001 ? starts : [{ at: 0, title: null }, ...starts]
  return marks.map((mark, index) => ({
    from: index === 0 ? 0 : mark.at,
    to: marks[index + 1]?.at ?? 1,
    title: mark.title,
  }))
}

/** Gives how much of a piece lies before this share of the whole, from 0 to 1. */
export function fillOf(piece: TimelinePiece, share: number): number {
  if (piece.to <= piece.from) return share >= piece.to ? 1 : 0
  return Math.min(1, Math.max(0, (share - piece.from) / (piece.to - piece.from)))
}

/** Gives the chapter that holds this moment. */
export function chapterAt<Chapter extends { startMs: number }>(
  chapters: Chapter[],
  positionMs: number,
): Chapter | null {
  return chapters.findLast((chapter) => chapter.startMs <= positionMs) ?? null
}

type Board = {
  intervalMs: number
  tileWidth: number
  tileHeight: number
  columns: number
  rows: number
  count: number
  sheets: string[]
}

/** Gives where on which sheet the small picture of a moment lies, in pixels. */
export function tileAt(board: Board, positionMs: number): { sheet: string; x: number; y: number } | null {
  const tile = Math.min(board.count - 1, Math.max(0, Math.floor(positionMs / board.intervalMs)))
  const perSheet = board.columns * board.rows
  const sheet = board.sheets[Math.floor(tile / perSheet)]
  if (sheet === undefined) return null
  const place = tile % perSheet
  return {
    sheet,
    x: (place % board.columns) * board.tileWidth,
    y: Math.floor(place / board.columns) * board.tileHeight,
  }
}

const clockErrorS = 0.01

/** Writes seconds as `3:44`, or `2:04:10` from an hour on. */
export function formatTime(seconds: number): string {
  // Media clocks count in fractions: a film of 37.999999 s lasts 0:38.
  const whole = Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds + clockErrorS : 0))
  const pad = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`
}
