import { boundsOf, cameraFilter } from './camera.ts'
import type { Rect } from './camera.ts'
import type { FilmShot, FilmSpec } from './plan.ts'
import type { View } from './scenes.ts'
import { SHEET_MARGIN, sheets } from './sheets.ts'
import { FRAME_RATE } from './timing.ts'

/** The pictures of a film by their place among ffmpeg's inputs. */
export type GraphInputs = {
  shots: readonly number[]
  closing: number | null
  light: number
  sheets: readonly number[]
  cards: readonly number[]
}

const CLOSING_FADE_S = 1
const WHOLE: Rect = { left: 0, top: 0, width: 1, height: 1 }

/** Side of the square light sheet in pixels, for a frame of that width. */
export function lightSide(width: number): number {
  return 2 * Math.round(width * 0.65)
}

/** How far the hand-held camera strays on a still, as a fraction of it. */
function swayOf(spec: FilmSpec): number {
  return spec.scene.sway / 1000
}

/** The part of its still that a shot needs, as its plate must be cut. */
export function plateBounds(spec: FilmSpec, shot: FilmShot): Rect {
  const [from, to] = viewsOf(shot)
  return boundsOf(from, to, swayOf(spec))
}

function viewsOf(shot: FilmShot): [View, View] {
  const turn = ([x, y, zoom, roll = 0]: View): View => [1 - x, y, zoom, -roll]
  return shot.mirrored ? [turn(shot.from), turn(shot.to)] : [shot.from, shot.to]
}

/** The `-filter_complex` of a film; its picture comes out as `[picture]`. */
export function filterGraph(spec: FilmSpec, inputs: GraphInputs): string {
  const chains: string[] = []
  const shots = spec.shots.map((shot, index) => {
    const next = spec.shots[index + 1]
    const tailS = next ? next.fadeInS : inputs.closing === null ? 0 : CLOSING_FADE_S
    const frames = framesOf(shot.durationS + tailS)
    const [from, to] = viewsOf(shot)
    const move = cameraFilter({
      from,
      to,
      bounds: plateBounds(spec, shot),
      width: spec.width,
      height: spec.height,
      frames,
      sway: swayOf(spec),
      phase: index * 1.7,
    })
    chains.push(
      `${still(inputs.shots[index] ?? 0, 'yuv420p')},trim=end_frame=${frames},${move}[shot${index}]`,
    )
    return `shot${index}`
  })
  let picture = joinShots(spec, shots, chains)
  picture = addAir(spec, inputs, picture, chains)
  picture = addCards(spec, inputs, picture, chains)
  picture = addClosing(spec, inputs, picture, chains)
  const fadeOutS = 0.9
  chains.push(
    `[${picture}]noise=c0s=3:c0f=t,fade=in:st=0:d=0.9,fade=out:st=${(spec.durationS - fadeOutS).toFixed(3)}:d=${fadeOutS},format=yuv420p[picture]`,
  )
  return chains.join(';')
}

/** One picture held for ever, in video levels of BT.709. */
function still(input: number, format: 'yuv420p' | 'yuva420p'): string {
  return `[${input}:v]scale=in_range=pc:out_range=tv:out_color_matrix=bt709,format=${format},loop=loop=-1:size=1:start=0,settb=1/${FRAME_RATE},setpts=N`
}

function joinShots(spec: FilmSpec, shots: readonly string[], chains: string[]): string {
  return shots.reduce((before, shot, index) => {
    const { startS = 0, fadeInS = 0 } = spec.shots[index] ?? {}
    chains.push(
      `[${before}][${shot}]xfade=transition=fade:duration=${snap(fadeInS)}:offset=${snap(startS)}[join${index}]`,
    )
    return `join${index}`
  })
}

/** Lays the drifting light and the two sheets of weather over the picture, and lets the exposure breathe. */
function addAir(spec: FilmSpec, inputs: GraphInputs, picture: string, chains: string[]): string {
  const { width, height, scene } = spec
  const { from, to, periodS } = scene.light
  const half = lightSide(width) / 2
  const swing = `(0.5-0.5*cos(2*PI*t/${periodS}))`
  const along = (axis: 0 | 1, pixels: number) =>
    `${(from[axis] * pixels - half).toFixed(1)}+${((to[axis] - from[axis]) * pixels).toFixed(1)}*${swing}`
  chains.push(`${still(inputs.light, 'yuva420p')}[light]`)
  chains.push(
    `[${picture}][light]overlay=x='${along(0, width)}':y='${along(1, height)}':eval=frame:shortest=1[lit]`,
  )
  let lit = 'lit'
  for (const [index, sheet] of sheets[scene.weather].entries()) {
    const input = inputs.sheets[index]
    if (input === undefined) continue
    const [vx, vy] = sheet.speed.map((speed) => (speed * height) / 720) as [number, number]
    const x = `${scroll(vx, width)}-${SHEET_MARGIN}+${8 + 10 * index}*sin(t/1.9)`
    chains.push(`${still(input, 'yuva420p')}[sheet${index}]`)
    chains.push(
      `[${lit}][sheet${index}]overlay=x='${x}':y='${scroll(vy, height)}':eval=frame:shortest=1[air${index}]`,
    )
    lit = `air${index}`
  }
  if (scene.flicker < 0.1) return lit
  const breath = (scene.flicker * 0.03).toFixed(4)
  chains.push(
    `[${lit}]eq=brightness='${breath}*(sin(t*5.1)+0.6*sin(t*11.3+1))':eval=frame,format=yuv420p[breathing]`,
  )
  return 'breathing'
}

/** Where a sheet that repeats every `size` pixels lies at the time `t`, always covering the frame. */
function scroll(speed: number, size: number): string {
  if (speed === 0) return '0'
  return speed > 0 ? `mod(${speed.toFixed(2)}*t,${size})-${size}` : `-mod(${(-speed).toFixed(2)}*t,${size})`
}

function addCards(spec: FilmSpec, inputs: GraphInputs, picture: string, chains: string[]): string {
  return spec.cards.reduce((under, card, index) => {
    const frames = framesOf(card.durationS)
    const fade = Math.min(16, Math.floor(frames / 4))
    const start = framesOf(card.startS)
    chains.push(
      `${still(inputs.cards[index] ?? 0, 'yuva420p')},trim=end_frame=${frames},fade=in:0:${fade}:alpha=1,fade=out:${frames - fade}:${fade}:alpha=1,setpts=PTS+${start}[card${index}]`,
    )
    chains.push(`[${under}][card${index}]overlay=eof_action=pass[carded${index}]`)
    return `carded${index}`
  }, picture)
}

function addClosing(spec: FilmSpec, inputs: GraphInputs, picture: string, chains: string[]): string {
  if (inputs.closing === null) return picture
  const frames = framesOf(spec.durationS - spec.closingAtS)
  const push = cameraFilter({
    from: [0.5, 0.5, 1],
    to: [0.48, 0.5, 1.035],
    bounds: WHOLE,
    width: spec.width,
    height: spec.height,
    frames,
    sway: 0,
    phase: 0,
  })
  chains.push(`${still(inputs.closing, 'yuv420p')},trim=end_frame=${frames},${push}[closing]`)
  chains.push(
    `[${picture}][closing]xfade=transition=fade:duration=${CLOSING_FADE_S}:offset=${snap(spec.closingAtS)}[closed]`,
  )
  return 'closed'
}

function framesOf(seconds: number): number {
  return Math.round(seconds * FRAME_RATE)
}

function snap(seconds: number): string {
  return (framesOf(seconds) / FRAME_RATE).toFixed(6)
}
