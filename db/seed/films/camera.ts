import type { View } from './scenes.ts'
import { FRAME_RATE } from './timing.ts'

type Point = readonly [number, number]

/** Corners of a view in fractions of the still, in ffmpeg's order: top left, top right, bottom left, bottom right. */
export type Quad = readonly [Point, Point, Point, Point]

export type Rect = { left: number; top: number; width: number; height: number }

const ASPECT = 16 / 9

/** Where a view's four corners lie on the still. */
export function quadOf([x, y, zoom, roll = 0]: View): Quad {
  const angle = (roll * Math.PI) / 180
  const corner = (sx: number, sy: number): Point => {
    const dx = (sx * ASPECT) / 2 / zoom
    const dy = sy / 2 / zoom
    return [
      x + (dx * Math.cos(angle) - dy * Math.sin(angle)) / ASPECT,
      y + dx * Math.sin(angle) + dy * Math.cos(angle),
    ]
  }
  return [corner(-1, -1), corner(1, -1), corner(-1, 1), corner(1, 1)]
}

/** The part of the still that a move needs, with room for `sway` (a fraction of the still), kept inside it. */
export function boundsOf(from: View, to: View, sway: number): Rect {
  const points = [...quadOf(from), ...quadOf(to)]
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const left = Math.max(0, Math.min(...xs) - sway)
  const top = Math.max(0, Math.min(...ys) - sway)
  const right = Math.min(1, Math.max(...xs) + sway)
  const bottom = Math.min(1, Math.max(...ys) + sway)
  return { left, top, width: right - left, height: bottom - top }
}

export type CameraMove = {
  from: View
  to: View
  bounds: Rect
  width: number
  height: number
  frames: number
  /** Hand-held sway as a fraction of the still. */
  sway: number
  /** Turns the sway's phase, so that no two shots move alike. */
  phase: number
}

/**
 * The ffmpeg `perspective` filter that moves the camera over a plate cut by `boundsOf`. Its corners are
 * sub-pixel exact, where `zoompan` and `crop` step by whole pixels and judder in slow moves.
 */
export function cameraFilter(move: CameraMove): string {
  const { bounds, width, height, frames, sway, phase } = move
  const from = quadOf(move.from)
  const to = quadOf(move.to)
  const periods = [7.3, 5.1].map((seconds) => seconds * FRAME_RATE)
  const corners = from.flatMap((start, index) => {
    const end = to[index] ?? start
    return [0, 1].map((axis) => {
      const offset = axis === 0 ? bounds.left : bounds.top
      const size = axis === 0 ? bounds.width : bounds.height
      const pixels = axis === 0 ? width : height
      const scale = (value: number) => (((value ?? 0) - offset) / size) * pixels
      const a = scale(start[axis] ?? 0)
      const b = scale(end[axis] ?? 0)
      const amplitude = (sway / size) * pixels
      const drift =
        amplitude > 0.01
          ? `+${amplitude.toFixed(3)}*sin(on/${((periods[axis] ?? 1) / (2 * Math.PI)).toFixed(3)}+${phase.toFixed(2)})`
          : ''
      return `${axis === 0 ? 'x' : 'y'}${index}='${a.toFixed(3)}+${((b - a) / frames).toFixed(6)}*on${drift}'`
    })
  })
  return `perspective=${corners.join(':')}:interpolation=linear:sense=source:eval=frame`
}
