import sharp from 'sharp'
import type { Random } from './random.ts'
import type { Light, Weather } from './scenes.ts'

/** A sheet of particles that repeats every frame width and height, and how fast it drifts in pixels a second at 720p. */
export type Sheet = {
  particle: (random: Random, size: number) => string
  count: number
  size: number
  blur: number
  speed: readonly [number, number]
}

const dot = (colour: string, low: number, high: number) => (random: Random, size: number) =>
  `<circle r="${(size * (0.5 + random())).toFixed(1)}" fill="${colour}" opacity="${(low + random() * (high - low)).toFixed(2)}"/>`

const streak = (colour: string, dx: number, dy: number) => (random: Random, size: number) => {
  const length = size * (0.6 + 0.8 * random())
  return `<path d="M0 0l${(dx * length).toFixed(1)} ${(dy * length).toFixed(1)}" stroke="${colour}" stroke-width="${(0.8 + random() * 0.9).toFixed(2)}" stroke-linecap="round" opacity="${(0.12 + 0.22 * random()).toFixed(2)}"/>`
}

const leaf = (random: Random, size: number) => {
  const colour = ['#e0452a', '#f0762f', '#f6a13c', '#c93a26'][Math.floor(random() * 4)] ?? '#e0452a'
  const length = size * (0.7 + 0.6 * random())
  return `<path transform="rotate(${Math.round(random() * 360)})" d="M0 0q${length / 2} ${-length / 2} ${length} 0q${-length / 2} ${length / 2} ${-length} 0z" fill="${colour}" opacity=".9"/>`
}

const bank = (random: Random, size: number) =>
  `<ellipse rx="${Math.round(size * (1 + random()))}" ry="${Math.round(size * (0.12 + 0.12 * random()))}" fill="#e9f2ee" opacity="${(0.1 + 0.12 * random()).toFixed(2)}"/>`

/** The far and the near sheet of each weather. */
export const sheets: Record<Weather, readonly Sheet[]> = {
  none: [],
  rain: [
    { particle: streak('#d5f2f5', -0.1, 1), count: 150, size: 46, blur: 0.4, speed: [-90, 980] },
    { particle: streak('#eafcff', -0.12, 1), count: 40, size: 110, blur: 0.7, speed: [-190, 1750] },
  ],
  leaves: [
    { particle: leaf, count: 26, size: 15, blur: 0.3, speed: [-64, 84] },
    { particle: leaf, count: 7, size: 44, blur: 2.4, speed: [-150, 170] },
  ],
  embers: [
    { particle: dot('#ffb45c', 0.3, 0.9), count: 34, size: 2, blur: 0.5, speed: [14, -72] },
    { particle: dot('#ff8a3c', 0.2, 0.6), count: 10, size: 5, blur: 2.2, speed: [34, -140] },
  ],
  dust: [
    { particle: dot('#fff3d6', 0.12, 0.4), count: 70, size: 1.3, blur: 0.5, speed: [28, -18] },
    { particle: dot('#fff3d6', 0.08, 0.22), count: 12, size: 6, blur: 3, speed: [66, -34] },
  ],
  mist: [
    { particle: bank, count: 9, size: 230, blur: 26, speed: [26, 0] },
    { particle: bank, count: 4, size: 420, blur: 40, speed: [-58, 0] },
  ],
  stars: [
    { particle: dot('#ffffff', 0.15, 0.7), count: 80, size: 0.9, blur: 0.4, speed: [-24, 8] },
    { particle: dot('#ffe9c8', 0.15, 0.5), count: 10, size: 2.6, blur: 1.4, speed: [-72, 24] },
  ],
  spray: [
    { particle: streak('#e6f8ff', 1, -0.34), count: 110, size: 40, blur: 0.5, speed: [-760, 260] },
    { particle: streak('#ffffff', 1, -0.34), count: 26, size: 120, blur: 1, speed: [-1500, 510] },
  ],
  pollen: [
    { particle: dot('#fff6b8', 0.25, 0.7), count: 36, size: 2, blur: 0.8, speed: [24, -30] },
    { particle: dot('#fffbe0', 0.12, 0.35), count: 9, size: 8, blur: 4, speed: [62, -56] },
  ],
}

/** Pixels beyond a repeat that a sheet carries on its left, so that it may swing without showing an edge. */
export const SHEET_MARGIN = 32

/** Draws a sheet as a PNG with alpha of two frames by two and a margin, so that any scroll position covers the frame. */
export async function drawSheet(
  sheet: Sheet,
  width: number,
  height: number,
  random: Random,
): Promise<Buffer> {
  const scale = height / 720
  const marks = Array.from({ length: sheet.count }, () => {
    const x = random() * width
    const y = random() * height
    const body = sheet.particle(random, sheet.size * scale)
    const reach = sheet.size * scale * 2.2
    const xs = x < reach ? [x, x + width] : x > width - reach ? [x, x - width] : [x]
    const ys = y < reach ? [y, y + height] : y > height - reach ? [y, y - height] : [y]
    return xs
      .flatMap((cx) =>
        ys.map((cy) => `<g transform="translate(${cx.toFixed(1)} ${cy.toFixed(1)})">${body}</g>`),
      )
      .join('')
  })
  const tile = await sharp(svg(width, height, marks.join(''))).toBuffer()
  const wide = await sharp(tile)
    .extend({ right: width + 2 * SHEET_MARGIN, bottom: height, extendWith: 'repeat' })
    .png({ compressionLevel: 1 })
    .toBuffer()
  return sheet.blur > 0.3
    ? sharp(wide)
        .blur(Math.max(0.3, sheet.blur * scale))
        .png({ compressionLevel: 1 })
        .toBuffer()
    : wide
}

/** Draws the drifting light (or shade) as a square PNG with alpha that fades to nothing at its edge. */
export async function drawLight(light: Light, side: number): Promise<Buffer> {
  const strength = light.kind === 'glow' ? 0.24 : 0.5
  const stops = [0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.88, 1]
    .map((at) => {
      const fall = (1 + Math.cos(Math.PI * at)) / 2
      return `<stop offset="${at}" stop-color="${light.colour}" stop-opacity="${(strength * fall * fall).toFixed(4)}"/>`
    })
    .join('')
  const body = `<defs><radialGradient id="l">${stops}</radialGradient></defs><rect width="${side}" height="${side}" fill="url(#l)"/>`
  return sharp(svg(side, side, body))
    .png({ compressionLevel: 1 })
    .toBuffer()
}

function svg(width: number, height: number, body: string): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`,
  )
}
