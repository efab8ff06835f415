import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

/** Folder for what is fetched or built once per machine; the same rule as in with-node.mjs. */
export const cacheFolder = path.resolve(
  process.env.MARQUEE_CACHE ||
    path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'marquee'),
)

/** Root of the project's tree. */
export const projectRoot = path.resolve(import.meta.dirname, '..', '..')

/** Hex SHA-256 of the given parts, in order. */
export function hashOf(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

/** True when a file or folder is there. */
export async function exists(file: string): Promise<boolean> {
  return fs.access(file).then(
    () => true,
    () => false,
  )
}

/**
 * Gives `cacheFolder/name`, filled by `fill` when absent. The folder appears in one rename, so that an
 * interrupted or a second concurrent run never leaves or sees half of it.
 */
export async function cachedFolder(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = path.join(cacheFolder, name)
  if (await exists(folder)) return folder
  const unfinished = `${folder}.${randomBytes(4).toString('hex')}.part`
  await fs.mkdir(unfinished, { recursive: true })
  try {
    await fill(unfinished)
    await fs.rename(unfinished, folder)
  } catch (error) {
    if (!(await exists(folder))) throw error
  } finally {
    await fs.rm(unfinished, { recursive: true, force: true })
  }
  return folder
}
