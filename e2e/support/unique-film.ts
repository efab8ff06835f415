import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { realFilm } from './instance.ts'

/** Makes a copy of the real film that no journey has sent before: it ends in a box of noise that players skip. */
export async function uniqueFilm(): Promise<string> {
  const noise = randomBytes(64)
  const box = Buffer.alloc(8)
  box.writeUInt32BE(box.length + noise.length)
  box.write('free', 4)
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'marquee-film-')), path.basename(realFilm))
  await writeFile(file, Buffer.concat([await readFile(realFilm), box, noise]))
  return file
}
