import { join } from 'node:path'
import sharp from 'sharp'
import { demoFolder } from '../demo-titles.ts'
import type { Rect } from './camera.ts'
import { CARD_FONT } from './fonts.ts'
import type { Card, FilmSpec, Grade } from './plan.ts'

const INK = '#0f0b09'
const SHELL = '#f3eee4'
const SHELL_2 = '#c2bdb4'
const LAMP = '#fac66a'
/** Keeps small type legible where a busy picture shows through the scrim. */
const OUTLINE = `paint-order="stroke" stroke="${INK}" stroke-opacity=".6" stroke-width="5" stroke-linejoin="round"`

/** Cuts a part out of a title's still, grades it and stretches it to the frame; the camera undoes the stretch. */
export async function cutPlate(
  spec: FilmSpec,
  bounds: Rect,
  grade: Grade,
  mirrored: boolean,
): Promise<Buffer> {
  const file = join(demoFolder, 'stills', `${spec.slug}.webp`)
  const still = mirrored
    ? sharp(await sharp(file).flop().png({ compressionLevel: 1 }).toBuffer())
    : sharp(file)
  const { width, height } = await still.metadata()
  const cut = await still
    .extract({
      left: Math.floor(bounds.left * width),
      top: Math.floor(bounds.top * height),
      width: Math.min(
        width - Math.floor(bounds.left * width),
        Math.max(16, Math.round(bounds.width * width)),
      ),
      height: Math.min(
        height - Math.floor(bounds.top * height),
        Math.max(9, Math.round(bounds.height * height)),
      ),
    })
    .resize(spec.width, spec.height, { fit: 'fill', kernel: 'lanczos3' })
    .png({ compressionLevel: 1 })
    .toBuffer()
  return gradePlate(cut, grade, spec)
}

async function gradePlate(plate: Buffer, grade: Grade, spec: FilmSpec): Promise<Buffer> {
  const wash = (background: string) => ({
    input: { create: { width: spec.width, height: spec.height, channels: 3 as const, background } },
  })
  const finished = { compressionLevel: 1 }
  switch (grade) {
    case 'day':
      return plate
    case 'dusk':
      return sharp(plate)
        .modulate({ brightness: 0.96, saturation: 1.1, hue: 8 })
        .composite([{ ...wash('#c9895a'), blend: 'soft-light' }])
        .png(finished)
        .toBuffer()
    case 'night':
      return sharp(plate)
        .modulate({ brightness: 0.86, saturation: 0.72 })
        .composite([{ ...wash('#7d97c9'), blend: 'multiply' }])
        .png(finished)
        .toBuffer()
    case 'intro': {
      const grey = await sharp(plate)
        .greyscale()
        .linear(1.8, -46)
        .toColourspace('srgb')
        .png(finished)
        .toBuffer()
      return sharp(grey)
        .composite([
          { ...wash(spec.accent), blend: 'multiply' },
          { ...wash('#120b09'), blend: 'screen' },
        ])
        .png(finished)
        .toBuffer()
    }
  }
}

/** Draws a card to lay over the picture: scrim, lettering or label, and its sentence, as a PNG with alpha. */
export async function drawCard(spec: FilmSpec, card: Card): Promise<Buffer> {
  const { width, height } = spec
  const left = Math.round(width * 0.058)
  switch (card.kind) {
    case 'title': {
      const lettering = await fitLettering(spec.slug, width * 0.385, height * 0.36)
      const top = Math.round(height * 0.56 - lettering.height)
      const scrim = linear('x', [
        [0, 0.86],
        [0.3, 0.66],
        [0.5, 0.28],
        [0.72, 0],
      ])
      const tagline = line(card.text, left, height * 0.56 + width * 0.05, width * 0.0225, SHELL, OUTLINE)
      return overlay(spec, `${scrim}${tagline}`, [{ input: lettering.data, left, top }])
    }
    case 'line': {
      const scrim = linear('y', [
        [1, 0.84],
        [0.82, 0.62],
        [0.66, 0.22],
        [0.5, 0],
      ])
      const label = line(
        card.label.toLocaleUpperCase('vi'),
        left,
        height * 0.795,
        width * 0.0145,
        LAMP,
        `font-weight="700" letter-spacing="${(width * 0.0016).toFixed(1)}"`,
      )
      const sentence = line(card.text, left, height * 0.875, width * 0.034, SHELL, 'font-weight="700"')
      return overlay(spec, `${scrim}${label}${sentence}`, [])
    }
  }
}

/** Draws the closing card: lettering, credits and where the pictures come from, on ink with a little of the title's light. */
export async function drawClosing(spec: FilmSpec): Promise<Buffer> {
  const { width, height } = spec
  const left = Math.round(width * 0.12)
  const lettering = await fitLettering(spec.slug, width * 0.36, height * 0.24)
  const firstRow = height * 0.56
  const rows = spec.closing
    .map((row, index) => {
      const y = firstRow + index * height * 0.085
      return (
        line(row.label, left, y, width * 0.0165, SHELL_2) +
        line(row.text, left + width * 0.13, y, width * 0.0195, SHELL, 'font-weight="700"')
      )
    })
    .join('')
  const note = line(
    'Phim ngắn dựng từ tranh tĩnh cho bản dùng thử Marquee · CC0',
    left,
    height * 0.89,
    width * 0.0118,
    '#a19a92',
  )
  const light = `<defs><radialGradient id="g" cx="84%" cy="34%" r="62%"><stop offset="0" stop-color="${spec.accent}" stop-opacity=".34"/><stop offset=".5" stop-color="${spec.accent}" stop-opacity=".1"/><stop offset="1" stop-color="${spec.accent}" stop-opacity="0"/></radialGradient></defs><rect width="100%" height="100%" fill="${INK}"/><rect width="100%" height="100%" fill="url(#g)"/>`
  const top = Math.round(height * 0.4 - lettering.height)
  const card = await overlay(spec, `${light}${rows}${note}`, [{ input: lettering.data, left, top }])
  return sharp(card).removeAlpha().png({ compressionLevel: 1 }).toBuffer()
}

async function fitLettering(
  slug: string,
  maxWidth: number,
  maxHeight: number,
): Promise<{ data: Buffer; height: number }> {
  const { data, info } = await sharp(join(demoFolder, 'lettering', `${slug}.webp`))
    .resize(Math.round(maxWidth), Math.round(maxHeight), { fit: 'inside', kernel: 'lanczos3' })
    .png({ compressionLevel: 1 })
    .toBuffer({ resolveWithObject: true })
  return { data, height: info.height }
}

function overlay(
  spec: FilmSpec,
  body: string,
  layers: { input: Buffer; left: number; top: number }[],
): Promise<Buffer> {
  const frame = `<svg xmlns="http://www.w3.org/2000/svg" width="${spec.width}" height="${spec.height}">${body}</svg>`
  return sharp(Buffer.from(frame)).composite(layers).png({ compressionLevel: 1 }).toBuffer()
}

function linear(axis: 'x' | 'y', stops: readonly (readonly [number, number])[]): string {
  const marks = stops
    .toSorted(([a], [b]) => a - b)
    .map(([at, alpha]) => `<stop offset="${at}" stop-color="${INK}" stop-opacity="${alpha}"/>`)
    .join('')
  const end = axis === 'x' ? 'x2="1" y2="0"' : 'x2="0" y2="1"'
  return `<defs><linearGradient id="s" x1="0" y1="0" ${end}>${marks}</linearGradient></defs><rect width="100%" height="100%" fill="url(#s)"/>`
}

function line(text: string, x: number, y: number, size: number, colour: string, more = ''): string {
  if (text === '') return ''
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-family="${CARD_FONT}" font-size="${size.toFixed(1)}" fill="${colour}" ${more}>${safe}</text>`
}
