import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'
import sharp from 'sharp'

/** The family that cards name once `loadCardFonts` has run. */
export const CARD_FONT = 'Be Vietnam Pro'

const subsets = ['latin', 'latin-ext', 'vietnamese']
const weights = [400, 700]

let loading: Promise<void> | null = null

/**
 * Makes Be Vietnam Pro known to this process's text renderer, so that cards look the same on a machine with no
 * fonts. `scratchDir` receives the unpacked files, which must stay while cards are drawn.
 */
export function loadCardFonts(scratchDir: string): Promise<void> {
  loading ??= registerFonts(scratchDir).catch((error: unknown) => {
    loading = null
    throw error
  })
  return loading
}

async function registerFonts(scratchDir: string): Promise<void> {
  await mkdir(scratchDir, { recursive: true })
  for (const weight of weights) {
    for (const subset of subsets) {
      const name = `be-vietnam-pro-${subset}-${weight}-normal`
      const packed = fileURLToPath(import.meta.resolve(`@fontsource/be-vietnam-pro/files/${name}.woff`))
      const fontfile = join(scratchDir, `${name}.ttf`)
      await writeFile(fontfile, unpackWoff(await readFile(packed)))
      // Rendering once with `fontfile` adds it to the process's fontconfig; SVG text then finds it by name.
      await sharp({ text: { text: 'aBộ', font: CARD_FONT, fontfile, width: 64, height: 32 } }).toBuffer()
    }
  }
}

/** Unpacks a WOFF 1.0 font (W3C WOFF 1.0, 4 and 5) to the OpenType it holds, for fontconfig reads no names from WOFF. */
function unpackWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('Not a WOFF font')
  const count = woff.readUInt16BE(12)
  const head = Buffer.alloc(12 + 16 * count)
  const power = Math.floor(Math.log2(count))
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(16 * 2 ** power, 6)
  head.writeUInt16BE(power, 8)
  head.writeUInt16BE(16 * (count - 2 ** power), 10)
  const parts: Uint8Array[] = [head]
  let offset = head.length
  for (let index = 0; index < count; index += 1) {
    const entry = 44 + 20 * index
    const start = woff.readUInt32BE(entry + 4)
    const packedLength = woff.readUInt32BE(entry + 8)
    const length = woff.readUInt32BE(entry + 12)
    const packed = woff.subarray(start, start + packedLength)
    const table = packedLength < length ? inflateSync(packed) : packed
    const padding = Buffer.alloc((4 - (length % 4)) % 4)
    const row = 12 + 16 * index
    woff.copy(head, row, entry, entry + 4)
    head.writeUInt32BE(woff.readUInt32BE(entry + 16), row + 4)
    head.writeUInt32BE(offset, row + 8)
    head.writeUInt32BE(length, row + 12)
    parts.push(table, padding)
    offset += length + padding.length
  }
  return Buffer.concat(parts)
}
