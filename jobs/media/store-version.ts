import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { mapAtOnce } from '#server/platform/media-tools/ffmpeg/map-at-once.ts'
import { storage } from '#server/platform/storage/index.ts'

/** Each file waits for its disk; together they wait once. */
const AT_ONCE = 4

export type StoredVersion = {
  /** The folder of this attempt, ending in a slash. */
  prefix: string
  /** Removes what other attempts at the version left. */
  removeOthers: () => Promise<void>
}

/**
 * Copies folders into a new folder below the version's. No other attempt can name it, so that a worker which lost
 * its run cannot change a file that is, or will be, published.
 */
export async function storeVersion(
  versionPrefix: string,
  folders: readonly string[],
  options: { signal: AbortSignal; onShare: (share: number) => Promise<void> },
): Promise<StoredVersion> {
  const prefix = `${versionPrefix}${randomBytes(6).toString('hex')}/`
  const files = (await Promise.all(folders.map(listFiles))).flat()
  let placed = 0
  await mapAtOnce(AT_ONCE, files, async ({ path, name }) => {
    options.signal.throwIfAborted()
    await storage().putFile(`${prefix}${name}`, path, { signal: options.signal })
    placed += 1
    await options.onShare(placed / files.length)
  })
  return {
    prefix,
    async removeOthers() {
      for await (const { key } of storage().list(versionPrefix)) {
        if (!key.startsWith(prefix)) await storage().delete(key)
      }
    },
  }
}

async function listFiles(folder: string): Promise<{ path: string; name: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, name: relative(folder, path).split(sep).join('/') }))
}
