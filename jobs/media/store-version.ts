import { randomBytes } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { mapAtOnce } from '#server/platform/concurrency/map-at-once.ts'
import { storage } from '#server/platform/storage/index.ts'

/** Each file waits for its disk; together they wait once. */
const AT_ONCE = 4

export type StoredVersion = {
  /** The folder of this attempt, ending in a slash. */
  prefix: string
  /** Removes what other attempts at the version left. */
  removeOthers: () => Promise<void>
  /** Removes what this attempt stored. */
  remove: () => Promise<void>
}

/**
 * Copies folders into a new folder below the version's. No other attempt can name it, so that a worker which lost
 * its run cannot change a file that is, or will be, published. What was stored goes again when the rest cannot follow.
 */
export async function storeVersion(
  versionPrefix: string,
  folders: readonly string[],
  options: { signal: AbortSignal; onShare: (share: number) => void },
): Promise<StoredVersion> {
  const prefix = `${versionPrefix}${randomBytes(6).toString('hex')}/`
  const files = (await Promise.all(folders.map(listFiles))).flat()
  const total = files.reduce((sum, file) => sum + file.sizeBytes, 0)
  let stored = 0
  const onBytes = (bytes: number): void => {
    stored += bytes
    options.onShare(stored / Math.max(1, total))
  }
  try {
    await mapAtOnce(AT_ONCE, files, async ({ path, name }) => {
      options.signal.throwIfAborted()
      await storage().putFile(`${prefix}${name}`, path, { signal: options.signal, onBytes })
    })
  } catch (error) {
    // Should this fail as well, the version's end or the sweep of storage finds them.
    await storage()
      .deletePrefix(prefix)
      .catch(() => {})
    throw error
  }
  return {
    prefix,
    async removeOthers() {
      for await (const { key } of storage().list(versionPrefix)) {
        if (!key.startsWith(prefix)) await storage().delete(key)
      }
    },
    remove: () => storage().deletePrefix(prefix),
  }
}

async function listFiles(folder: string): Promise<{ path: string; name: string; sizeBytes: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(
    paths.map(async (path) => ({
      path,
      name: relative(folder, path).split(sep).join('/'),
      sizeBytes: (await stat(path)).size,
    })),
  )
}
