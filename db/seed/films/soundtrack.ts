import { setImmediate as breathe } from 'node:timers/promises'
import {
  addAir,
  addEvents,
  addKey,
  addPad,
  addPluck,
  addReverb,
  SAMPLE_RATE,
  silence,
} from './instruments.ts'
import type { Stereo } from './instruments.ts'
import type { FilmSpec, Language } from './plan.ts'
import { pick, seededRandom } from './random.ts'
import type { Score } from './scenes.ts'

const modes: Record<Score['mode'], readonly number[]> = {
  major: [0, 2, 4, 5, 7, 9, 11],
  lydian: [0, 2, 4, 6, 7, 9, 11],
  dorian: [0, 2, 3, 5, 7, 9, 10],
  minor: [0, 2, 3, 5, 7, 8, 10],
  phrygian: [0, 1, 3, 5, 7, 8, 10],
}

/** Degrees of each mode that make its five-note scale, which the Vietnamese track's zither keeps to. */
const fiveNotes: Record<Score['mode'], readonly number[]> = {
  major: [0, 1, 2, 4, 5],
  lydian: [0, 1, 2, 4, 5],
  dorian: [0, 2, 3, 4, 6],
  minor: [0, 2, 3, 4, 6],
  phrygian: [0, 1, 3, 4, 5],
}

/** Loudness of the finished mix, root mean square against full scale. */
const TARGET_RMS = 0.085
const PEAK = 0.72

/**
 * A film's soundtrack in one language as a 16-bit stereo WAV file at 48 kHz. Both languages share pads and air; the
 * Vietnamese one is led by a plucked zither, the English one by a piano, so that a listener hears which plays.
 */
export async function renderSoundtrack(spec: FilmSpec, language: Language): Promise<Buffer> {
  const mix = await renderMusic(spec.scene.score, spec.seed, spec.durationS, language)
  level(mix)
  if (spec.intro) {
    const { startS, durationS, seed } = spec.intro
    const theme = await renderMusic({ ...spec.scene.score, chordS: 2, density: 3 }, seed, durationS, language)
    level(theme)
    shape(theme, 0.15, 1.2)
    duck(mix, startS, durationS)
    const offset = Math.round(startS * SAMPLE_RATE)
    for (const side of ['left', 'right'] as const) {
      for (const [index, value] of theme[side].entries()) {
        if (offset + index < mix[side].length) mix[side][offset + index]! += value
      }
    }
  }
  shape(mix, 1.5, 2.5)
  return toWav(mix)
}

async function renderMusic(
  score: Score,
  seed: string,
  durationS: number,
  language: Language,
): Promise<Stereo> {
  const dry = silence(durationS)
  addChords(dry, score, durationS)
  await breathe()
  addMelody(dry, score, durationS, language, seed)
  await breathe()
  const mix = silence(durationS)
  addReverb(mix, dry, 0.55)
  await breathe()
  for (const side of ['left', 'right'] as const) {
    for (const [index, value] of dry[side].entries()) mix[side][index]! += value * 0.8
  }
  const air = seededRandom(`${seed}/air`)
  addAir(mix, score.ambience, air)
  addEvents(mix, score.ambience, air)
  await breathe()
  return mix
}

function frequencyOf(score: Score, degree: number, octave: number): number {
  const scale = modes[score.mode]
  const wrapped = ((degree % scale.length) + scale.length) % scale.length
  const midi = score.root + (scale[wrapped] ?? 0) + 12 * (octave + Math.floor(degree / scale.length))
  return 440 * 2 ** ((midi - 69) / 12)
}

function addChords(dry: Stereo, score: Score, durationS: number): void {
  for (let index = 0; index * score.chordS < durationS; index += 1) {
    const degree = score.chords[index % score.chords.length] ?? 0
    const startS = index * score.chordS
    const lasting = { startS, durationS: score.chordS + 2.6 }
    addPad(dry, { ...lasting, frequency: frequencyOf(score, degree, 0), level: 0.16, pan: 0 }, 'bass')
    const spread = [
      [0, -0.5],
      [2, 0.15],
      [4, 0.5],
      [index % 2 === 0 ? 8 : 6, -0.2],
    ] as const
    for (const [step, pan] of spread)
      addPad(dry, { ...lasting, frequency: frequencyOf(score, degree + step, 1), level: 0.06, pan }, 'pad')
  }
}

function addMelody(dry: Stereo, score: Score, durationS: number, language: Language, seed: string): void {
  const random = seededRandom(`${seed}/melody/${language}`)
  const beat = 1 / score.density
  const strings = fiveNotes[score.mode]
  let at = 1.6
  let step = 4
  let left = 4
  while (at < durationS - 2.5) {
    const chord = score.chords[Math.floor(at / score.chordS) % score.chords.length] ?? 0
    const pan = random() * 0.8 - 0.4
    const soft = 0.75 + 0.25 * random()
    if (language === 'vi') {
      step = Math.min(9, Math.max(1, step + pick(random, [-2, -1, -1, 1, 1, 2])))
      const degree = (strings[step % 5] ?? 0) + 7 * Math.floor(step / 5)
      const frequency = frequencyOf(score, degree, frequencyOf(score, 0, 0) < 90 ? 2 : 1)
      addPluck(dry, { frequency, startS: at, durationS: 2.6, level: 0.3 * soft, pan }, random)
      if (random() < 0.2)
        addPluck(
          dry,
          { frequency: frequency * 2, startS: at + beat / 3, durationS: 2, level: 0.14, pan: -pan },
          random,
        )
    } else {
      const degree = chord + pick(random, [0, 2, 4, 7, 9])
      const frequency = frequencyOf(score, degree, 1)
      addKey(dry, { frequency, startS: at, durationS: 3.4, level: 0.2 * soft, pan })
      if (left % 3 === 0)
        addKey(dry, {
          frequency: frequencyOf(score, chord, 1),
          startS: at,
          durationS: 3.4,
          level: 0.12,
          pan: -pan,
        })
    }
    left -= 1
    at += beat * pick(random, [1, 1, 1, 1.5, 0.5, 2])
    if (left === 0) {
      left = 4 + Math.floor(random() * 4)
      at += beat * 2
    }
  }
}

/** Brings a mix to the common loudness, rounding off what would rise above the peak. */
function level(mix: Stereo): void {
  let power = 0
  for (const channel of [mix.left, mix.right]) for (const value of channel) power += value * value
  const gain = TARGET_RMS / Math.max(1e-6, Math.sqrt(power / (2 * mix.left.length)))
  for (const channel of [mix.left, mix.right]) {
    for (const [index, value] of channel.entries()) channel[index] = PEAK * Math.tanh((value * gain) / PEAK)
  }
}

function shape(mix: Stereo, fadeInS: number, fadeOutS: number): void {
  const length = mix.left.length
  const rise = fadeInS * SAMPLE_RATE
  const fall = fadeOutS * SAMPLE_RATE
  for (const channel of [mix.left, mix.right]) {
    for (let index = 0; index < rise && index < length; index += 1) channel[index]! *= index / rise
    for (let index = 0; index < fall && index < length; index += 1)
      channel[length - 1 - index]! *= index / fall
  }
}

/** Silences `mix` for the length of the intro, with soft edges, so that the intro sounds the same everywhere. */
function duck(mix: Stereo, startS: number, durationS: number): void {
  const edge = 0.4 * SAMPLE_RATE
  const from = startS * SAMPLE_RATE
  const until = (startS + durationS) * SAMPLE_RATE
  for (const channel of [mix.left, mix.right]) {
    const first = Math.max(0, Math.floor(from - edge))
    const last = Math.min(channel.length, Math.ceil(until + edge))
    for (let index = first; index < last; index += 1) {
      const outside = Math.max(from - index, index - until, 0) / edge
      channel[index]! *= Math.min(1, outside)
    }
  }
}

function toWav(mix: Stereo): Buffer {
  const frames = mix.left.length
  const wav = Buffer.alloc(44 + frames * 4)
  wav.write('RIFF', 0, 'latin1')
  wav.writeUInt32LE(36 + frames * 4, 4)
  wav.write('WAVEfmt ', 8, 'latin1')
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(2, 22)
  wav.writeUInt32LE(SAMPLE_RATE, 24)
  wav.writeUInt32LE(SAMPLE_RATE * 4, 28)
  wav.writeUInt16LE(4, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36, 'latin1')
  wav.writeUInt32LE(frames * 4, 40)
  const samples = new Int16Array(frames * 2)
  for (let index = 0; index < frames; index += 1) {
    samples[2 * index] = Math.round(32767 * (mix.left[index] ?? 0))
    samples[2 * index + 1] = Math.round(32767 * (mix.right[index] ?? 0))
  }
  Buffer.from(samples.buffer).copy(wav, 44)
  return wav
}
