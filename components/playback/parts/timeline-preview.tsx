'use client'

import { chapterAt, formatTime, tileAt } from '../controller/timeline-math.ts'
import { usePlayer } from './player-context.tsx'

const widthPx = 240

/** The still, the time and the chapter of the moment under the pointer. */
export function TimelinePreview({ share, durationS }: { share: number; durationS: number }) {
  const { playback } = usePlayer()
  const positionMs = share * durationS * 1000
  const chapter = chapterAt(playback.chapters, positionMs)
  const board = playback.storyboard
  const tile = board && tileAt(board, positionMs)
  const left = `clamp(0px, calc(${share * 100}% - ${widthPx / 2}px), calc(100% - ${widthPx}px))`
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute bottom-full mb-2 grid justify-items-center gap-1.5"
      style={{ left, width: widthPx }}
    >
      {board && tile ? <Tile board={board} tile={tile} /> : null}
      <p className="max-w-full truncate text-small text-shell text-shadow-sm">
        <span className="tabular font-semibold">{formatTime(positionMs / 1000)}</span>
        {chapter ? ` · ${chapter.title}` : ''}
      </p>
    </div>
  )
}

type TileProps = {
  board: { tileWidth: number; tileHeight: number; columns: number; rows: number; count: number }
  tile: { sheet: string; x: number; y: number }
}

function Tile({ board, tile }: TileProps) {
  const { controller } = usePlayer()
  const scale = widthPx / board.tileWidth
  return (
    <div
      className="overflow-hidden rounded-control border-2 border-shell/80 bg-ink-1 shadow-menu"
      style={{ width: widthPx, height: board.tileHeight * scale }}
    >
      {/* Scaled by transform: a background in percent would need the last sheet's true height. */}
      <div
        style={{
          width: board.tileWidth,
          height: board.tileHeight,
          backgroundImage: `url(${controller.currentAddress(tile.sheet)})`,
          backgroundPosition: `-${tile.x}px -${tile.y}px`,
          transform: `scale(${scale})`,
          transformOrigin: '0 0',
        }}
      />
    </div>
  )
}
