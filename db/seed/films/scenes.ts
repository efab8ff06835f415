/** Where the camera looks on a still: centre as fractions of it, zoom (1 shows all of it), roll in degrees. */
export type View = readonly [x: number, y: number, zoom: number, roll?: number]

export type ShotPlan = { name: string; from: View; to: View }

/** What moves in the air; two sheets of it at different speeds give depth. */
export type Weather = 'rain' | 'leaves' | 'embers' | 'dust' | 'mist' | 'stars' | 'spray' | 'pollen' | 'none'

export type Light = {
  kind: 'glow' | 'shade'
  colour: string
  /** Path of its centre over the frame, in fractions; the light swings along it. */
  from: readonly [number, number]
  to: readonly [number, number]
  periodS: number
}

export type Ambience = 'water' | 'wind' | 'rain' | 'night' | 'fire' | 'rails' | 'room' | 'forest'

export type Score = {
  /** MIDI note of the key. */
  root: number
  mode: 'major' | 'minor' | 'dorian' | 'phrygian' | 'lydian'
  /** Degrees of the scale that the pads walk through. */
  chords: readonly number[]
  /** Seconds a chord lasts. */
  chordS: number
  /** Melody notes a second, roughly. */
  density: number
  ambience: Ambience
}

export type Scene = {
  shots: readonly ShotPlan[]
  light: Light
  weather: Weather
  /** Hand-held sway in thousandths of the frame's width. */
  sway: number
  /** How much the exposure breathes, 0 to 1. */
  flicker: number
  score: Score
}
