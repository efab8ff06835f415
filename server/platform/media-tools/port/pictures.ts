export interface PosterCandidate {
  file: string
  atMs: number
  width: number
  height: number
}

/** Which tile of which sheet shows a moment: tile = floor(ms / intervalMs). */
export interface Storyboard {
  intervalMs: number
  tileWidth: number
  tileHeight: number
  columns: number
  rows: number
  count: number
  /** File names, in order. */
  sheets: string[]
}
