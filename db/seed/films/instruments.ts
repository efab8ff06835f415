import type { Random } from './random.ts'
import type { Ambience } from './scenes.ts'

export const SAMPLE_RATE = 48_000

export type Stereo = { left: Float32Array; right: Float32Array }

/** Silence of so many seconds. */
export function silence(seconds: number): Stereo {
  const length = Math.ceil(seconds * SAMPLE_RATE)
  return { left: new Float32Array(length), right: new Float32Array(length) }
}

const TABLE = 4096

function tableOf(harmonics: readonly number[]): Float32Array {
  const table = new Float32Array(TABLE)
  for (let index = 0; index < TABLE; index += 1) {
    let sum = 0
    for (const [order, level] of harmonics.entries())
      sum += level * Math.sin((2 * Math.PI * (order + 1) * index) / TABLE)
    table[index] = sum
  }
  return table
}

const padTable = tableOf([1, 0.42, 0.2, 0.11, 0.05, 0.03])
const bassTable = tableOf([1, 0.3, 0.08])

export type Note = { frequency: number; startS: number; durationS: number; level: number; pan: number }

/** Adds a soft sustained note: two detuned voices that swell in and sink away. */
export function addPad(mix: Stereo, note: Note, voice: 'pad' | 'bass'): void {
  const table = voice === 'pad' ? padTable : bassTable
  const start = Math.round(note.startS * SAMPLE_RATE)
  const length = Math.min(Math.round(note.durationS * SAMPLE_RATE), mix.left.length - start)
  const attack = Math.max(1, Math.min(2.4, note.durationS * 0.35) * SAMPLE_RATE)
  const release = Math.max(1, Math.min(2.8, note.durationS * 0.4) * SAMPLE_RATE)
  const detune = voice === 'pad' ? 1.0024 : 1.0006
  const stepA = (note.frequency / SAMPLE_RATE) * TABLE
  const stepB = stepA * detune
  let phaseA = (note.frequency * 7) % TABLE
  let phaseB = (note.frequency * 13) % TABLE
  const gainLeft = note.level * Math.cos(((note.pan + 1) * Math.PI) / 4)
  const gainRight = note.level * Math.sin(((note.pan + 1) * Math.PI) / 4)
  for (let index = 0; index < length; index += 1) {
    const rise = index < attack ? index / attack : 1
    const fall = index > length - release ? (length - index) / release : 1
    const envelope = rise * rise * (3 - 2 * rise) * fall * fall
    const a = table[phaseA | 0] ?? 0
    const b = table[phaseB | 0] ?? 0
    phaseA += stepA
    if (phaseA >= TABLE) phaseA -= TABLE
    phaseB += stepB
    if (phaseB >= TABLE) phaseB -= TABLE
    const at = start + index
    mix.left[at] = (mix.left[at] ?? 0) + envelope * gainLeft * (0.7 * a + 0.3 * b)
    mix.right[at] = (mix.right[at] ?? 0) + envelope * gainRight * (0.3 * a + 0.7 * b)
  }
}

/** Adds a plucked string (Karplus and Strong, 1983), bright and short like a zither's. */
export function addPluck(mix: Stereo, note: Note, random: Random): void {
  const start = Math.round(note.startS * SAMPLE_RATE)
  const length = Math.min(Math.round(note.durationS * SAMPLE_RATE), mix.left.length - start)
  const exact = SAMPLE_RATE / note.frequency - 0.5
  const period = Math.floor(exact)
  const fraction = exact - period
  const string = new Float32Array(period + 1)
  let smooth = 0
  for (let index = 0; index <= period; index += 1) {
    smooth = 0.55 * smooth + 0.45 * (random() * 2 - 1)
    string[index] = smooth
  }
  const gainLeft = note.level * Math.cos(((note.pan + 1) * Math.PI) / 4)
  const gainRight = note.level * Math.sin(((note.pan + 1) * Math.PI) / 4)
  let at = 0
  let previous = 0
  for (let index = 0; index < length; index += 1) {
    const now = string[at] ?? 0
    const following = string[at === period ? 0 : at + 1] ?? 0
    const value = now + fraction * (following - now)
    string[at] = 0.9965 * 0.5 * (now + previous)
    previous = now
    at = at === period ? 0 : at + 1
    const fade = index > length - 4800 ? (length - index) / 4800 : 1
    const target = start + index
    mix.left[target] = (mix.left[target] ?? 0) + value * gainLeft * fade
    mix.right[target] = (mix.right[target] ?? 0) + value * gainRight * fade
  }
}

/** Adds a felted piano-like note: a few sine partials, the higher ones dying sooner. */
export function addKey(mix: Stereo, note: Note): void {
  const start = Math.round(note.startS * SAMPLE_RATE)
  const length = Math.min(Math.round(note.durationS * SAMPLE_RATE), mix.left.length - start)
  const gainLeft = note.level * Math.cos(((note.pan + 1) * Math.PI) / 4)
  const gainRight = note.level * Math.sin(((note.pan + 1) * Math.PI) / 4)
  for (const [order, level] of [1, 0.42, 0.16, 0.07, 0.03].entries()) {
    const partial = order + 1
    const step = (2 * Math.PI * note.frequency * partial * (1 + 0.0004 * partial * partial)) / SAMPLE_RATE
    // Two-term recurrence for sin(step * n), far cheaper than Math.sin for each sample.
    const turn = 2 * Math.cos(step)
    let before = -Math.sin(step)
    let now = 0
    let envelope = level
    const decay = Math.exp((-1.1 - 0.9 * order) / SAMPLE_RATE)
    for (let index = 0; index < length; index += 1) {
      const attack = index < 260 ? index / 260 : 1
      const fade = index > length - 4800 ? (length - index) / 4800 : 1
      const value = now * envelope * attack * fade
      const next = turn * now - before
      before = now
      now = next
      envelope *= decay
      const at = start + index
      mix.left[at] = (mix.left[at] ?? 0) + value * gainLeft
      mix.right[at] = (mix.right[at] ?? 0) + value * gainRight
    }
  }
}

type Air = { low: number; high: number; level: number; swellHz: number; swell: number }

const airs: Record<Ambience, Air> = {
  water: { low: 0.045, high: 0.004, level: 0.2, swellHz: 0.13, swell: 0.75 },
  wind: { low: 0.02, high: 0.003, level: 0.24, swellHz: 0.09, swell: 0.7 },
  rain: { low: 0.5, high: 0.12, level: 0.055, swellHz: 0.05, swell: 0.2 },
  night: { low: 0.012, high: 0.002, level: 0.16, swellHz: 0.05, swell: 0.3 },
  fire: { low: 0.03, high: 0.006, level: 0.09, swellHz: 0.4, swell: 0.4 },
  rails: { low: 0.016, high: 0.002, level: 0.24, swellHz: 0.2, swell: 0.3 },
  room: { low: 0.01, high: 0.002, level: 0.06, swellHz: 0.07, swell: 0.3 },
  forest: { low: 0.06, high: 0.012, level: 0.07, swellHz: 0.11, swell: 0.6 },
}

/** Adds the air of a place for the whole length: filtered noise that swells, different on each side. */
export function addAir(mix: Stereo, ambience: Ambience, random: Random): void {
  const air = airs[ambience]
  for (const [side, channel] of [mix.left, mix.right].entries()) {
    let low = 0
    let lower = 0
    let floor = 0
    const swellStep = (2 * Math.PI * air.swellHz) / SAMPLE_RATE
    for (let index = 0; index < channel.length; index += 1) {
      low += air.low * (random() * 2 - 1 - low)
      lower += air.low * (low - lower)
      floor += air.high * (lower - floor)
      const swell = 1 - air.swell * (0.5 + 0.5 * Math.sin(swellStep * index + side * 1.1))
      // Narrower bands carry less power; the square root evens them out.
      channel[index] = (channel[index] ?? 0) + ((lower - floor) * air.level * swell) / Math.sqrt(air.low)
    }
  }
}

/** Adds what one hears now and then in that place: crackles, drops, crickets, rail joints. */
export function addEvents(mix: Stereo, ambience: Ambience, random: Random): void {
  const seconds = mix.left.length / SAMPLE_RATE
  switch (ambience) {
    case 'fire':
      for (let at = 0.2; at < seconds; at += 0.06 + random() * 0.5) addBurst(mix, at, 0.012, 0.16, random)
      return
    case 'rain':
      for (let at = 0.1; at < seconds; at += 0.03 + random() * 0.12) addBurst(mix, at, 0.006, 0.05, random)
      return
    case 'rails':
      for (let at = 0.5; at < seconds; at += 1.15) {
        addThud(mix, at, 62, 0.16)
        addThud(mix, at + 0.2, 55, 0.12)
      }
      return
    case 'night':
    case 'forest':
      for (let at = 0.8; at < seconds; at += 1.6 + random() * 2.6)
        addChirp(mix, at, ambience === 'night' ? 4300 : 3300, 0.014, random)
      return
    case 'water':
    case 'wind':
    case 'room':
      return
  }
}

function addBurst(mix: Stereo, atS: number, lengthS: number, level: number, random: Random): void {
  const start = Math.round(atS * SAMPLE_RATE)
  const length = Math.round(lengthS * SAMPLE_RATE)
  const pan = random()
  const loud = level * random() * random()
  for (let index = 0; index < length && start + index < mix.left.length; index += 1) {
    const value = (random() * 2 - 1) * loud * (1 - index / length) ** 2
    mix.left[start + index] = (mix.left[start + index] ?? 0) + value * (1 - pan)
    mix.right[start + index] = (mix.right[start + index] ?? 0) + value * pan
  }
}

function addThud(mix: Stereo, atS: number, frequency: number, level: number): void {
  const start = Math.round(atS * SAMPLE_RATE)
  for (let index = 0; index < SAMPLE_RATE * 0.18 && start + index < mix.left.length; index += 1) {
    const time = index / SAMPLE_RATE
    const value =
      level * Math.sin(2 * Math.PI * frequency * time) * Math.exp(-time * 26) * Math.min(1, index / 120)
    mix.left[start + index] = (mix.left[start + index] ?? 0) + value
    mix.right[start + index] = (mix.right[start + index] ?? 0) + value
  }
}

function addChirp(mix: Stereo, atS: number, frequency: number, level: number, random: Random): void {
  const pan = 0.2 + 0.6 * random()
  const pulses = 3 + Math.floor(random() * 4)
  const start = Math.round(atS * SAMPLE_RATE)
  const pulse = Math.round(0.055 * SAMPLE_RATE)
  for (let index = 0; index < pulses * pulse && start + index < mix.left.length; index += 1) {
    const inside = (index % pulse) / pulse
    const envelope = inside < 0.55 ? Math.sin((Math.PI * inside) / 0.55) ** 2 : 0
    const value = level * envelope * Math.sin((2 * Math.PI * frequency * index) / SAMPLE_RATE)
    mix.left[start + index] = (mix.left[start + index] ?? 0) + value * (1 - pan)
    mix.right[start + index] = (mix.right[start + index] ?? 0) + value * pan
  }
}

/** Adds a hall around `dry` to `mix` (Schroeder's four combs and two all-passes per side). */
export function addReverb(mix: Stereo, dry: Stereo, amount: number): void {
  const combs = [1687, 1601, 2053, 2251]
  const passes = [347, 113]
  for (const side of ['left', 'right'] as const) {
    const source = dry[side]
    const wet = new Float32Array(source.length)
    for (const comb of combs) {
      const delay = comb + (side === 'right' ? 37 : 0)
      const line = new Float32Array(delay)
      let at = 0
      let dull = 0
      for (let index = 0; index < source.length; index += 1) {
        const out = line[at] ?? 0
        dull += 0.55 * (out - dull)
        line[at] = (source[index] ?? 0) + 0.83 * dull
        wet[index] = (wet[index] ?? 0) + 0.25 * out
        at = at + 1 === delay ? 0 : at + 1
      }
    }
    for (const delay of passes) {
      const line = new Float32Array(delay)
      let at = 0
      for (let index = 0; index < wet.length; index += 1) {
        const held = line[at] ?? 0
        const input = wet[index] ?? 0
        const out = held - 0.6 * input
        line[at] = input + 0.6 * out
        wet[index] = out
        at = at + 1 === delay ? 0 : at + 1
      }
    }
    const target = mix[side]
    for (let index = 0; index < wet.length; index += 1)
      target[index] = (target[index] ?? 0) + amount * (wet[index] ?? 0)
  }
}
