import { randomUUID } from 'node:crypto'
import { constants, createReadStream, createWriteStream, type Stats } from 'node:fs'
import {
  copyFile,
  mkdir,
  open,
  opendir,
  rename,
  rm,
  rmdir,
  stat,
  statfs,
  type FileHandle,
} from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { hasCode } from '../../errors/has-code.ts'
import { parseKey, parsePrefix } from '../object-key.ts'
import { StorageError, type ByteRange, type ObjectInfo, type Storage, type StoredObject } from '../port.ts'
import { copyInto } from './copy-into.ts'

/** Holds what is being written; no key can name it. */
const WORK_FOLDER = '.incoming'

/** Storage in a folder of this machine: written beside, synced, then renamed into place, so that no half object is seen. */
export function createDiskStorage(folder: string): Storage {
  const root = resolve(folder)
  const pathOf = (key: string): string => join(root, ...parseKey(key).split('/'))

  async function place(key: string, write: (temporary: string) => Promise<void>): Promise<ObjectInfo> {
    const target = pathOf(key)
    const temporary = join(root, WORK_FOLDER, randomUUID())
    await mkdir(dirname(temporary), { recursive: true })
    try {
      await write(temporary)
      await syncFile(temporary)
      await moveInto(temporary, target)
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
    return describe(key, await stat(target))
  }

  return {
    put: (key, body) =>
      place(key, (temporary) => pipeline(toReadable(body), createWriteStream(temporary, { flags: 'wx' }))),

    putFile: (key, localPath, options) =>
      place(key, async (temporary) => {
        options?.signal?.throwIfAborted()
        await copyInto(localPath, temporary, options ?? {})
        options?.signal?.throwIfAborted()
      }),

    async moveIn(key, localPath) {
      const target = pathOf(key)
      try {
        await syncFile(localPath)
        await moveInto(localPath, target)
      } catch (error) {
        if (!hasCode(error, 'EXDEV')) throw error
        await place(key, (temporary) => copyFile(localPath, temporary, constants.COPYFILE_EXCL))
        await rm(localPath)
      }
      return describe(key, await stat(target))
    },

    async get(key, range) {
      const handle = await openFile(pathOf(key))
      return handle ? readFrom(handle, key, range) : null
    },

    async head(key) {
      const stats = await statFile(pathOf(key))
      return stats ? describe(key, stats) : null
    },

    list: (prefix) => listBelow(root, parsePrefix(prefix)),

    listFolders: (prefix) => foldersBelow(root, parsePrefix(prefix)),

    delete: (key) => rm(pathOf(key), { force: true }),

    async deletePrefix(prefix) {
      const parsed = parsePrefix(prefix)
      if (parsed === '') throw new StorageError('key-invalid', 'Nothing deletes the whole storage')
      const below = join(root, ...parsed.slice(0, -1).split('/'))
      await rm(below, { recursive: true, force: true })
      await removeEmptyParents(dirname(below), root)
    },

    async freeBytes() {
      await mkdir(root, { recursive: true })
      const { bavail, bsize } = await statfs(root)
      return bavail * bsize
    },

    async sweepUnfinished(before) {
      const folder = join(root, WORK_FOLDER)
      const names = (await readFolder(folder)).map(({ name }) => name)
      const old = await Promise.all(
        names.map(async (name) => {
          const stats = await statFile(join(folder, name))
          return stats && stats.mtime < before ? [join(folder, name)] : []
        }),
      )
      for (const path of old.flat()) await rm(path, { force: true })
      return old.flat().length
    },

    async asLocalFile(key) {
      const path = pathOf(key)
      if (!(await statFile(path))) throw new StorageError('not-found', `Nothing is stored as ${key}`)
      return { path, release: () => Promise.resolve() }
    },
  }
}

async function readFrom(handle: FileHandle, key: string, range?: ByteRange): Promise<StoredObject | null> {
  const stats = await handle.stat()
  const info = describe(key, stats)
  const start = range?.start ?? 0
  const end = Math.min(range?.end ?? Infinity, stats.size - 1)
  if (range && (start < 0 || start >= stats.size || end < start)) {
    await handle.close()
    throw new StorageError('range-unsatisfiable', `${key} has ${stats.size} bytes`)
  }
  if (stats.size === 0) {
    await handle.close()
    return { info, start: 0, end: -1, body: toWeb(Readable.from([])) }
  }
  return { info, start, end, body: toWeb(createReadStream('', { fd: handle, start, end })) }
}

async function* listBelow(root: string, prefix: string): AsyncIterable<ObjectInfo> {
  const folder = join(root, ...prefix.split('/').filter(Boolean))
  const entries = await readFolder(folder)
  // Order of keys, as S3 gives it: a folder sorts as its name with the slash.
  const sorted = entries
    .filter(({ name }) => !name.startsWith('.'))
    .map((entry) => ({ entry, sortName: entry.isDirectory() ? `${entry.name}/` : entry.name }))
    .toSorted((a, b) => (a.sortName < b.sortName ? -1 : 1))
  for (const { entry } of sorted) {
    const key = `${prefix}${entry.name}`
    if (entry.isDirectory()) yield* listBelow(root, `${key}/`)
    else if (entry.isFile()) {
      const stats = await statFile(join(folder, entry.name))
      if (stats) yield describe(key, stats)
    }
  }
}

async function* foldersBelow(root: string, prefix: string): AsyncIterable<string> {
  const entries = await readFolder(join(root, ...prefix.split('/').filter(Boolean)))
  const names = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  yield* names.map(({ name }) => `${prefix}${name}/`).toSorted()
}

async function readFolder(
  folder: string,
): Promise<{ name: string; isDirectory(): boolean; isFile(): boolean }[]> {
  try {
    return await Array.fromAsync(await opendir(folder))
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return []
    throw error
  }
}

async function moveInto(from: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true })
  await rename(from, target)
  await syncFolder(dirname(target))
}

async function syncFile(path: string): Promise<void> {
  await using handle = await open(path, 'r')
  await handle.sync()
}

// The rename itself lasts only once its folder is synced; not every platform lets a folder be opened.
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  await syncFile(path)
}

async function removeEmptyParents(folder: string, root: string): Promise<void> {
  for (let current = folder; current.startsWith(`${root}/`); current = dirname(current)) {
    try {
      await rmdir(current)
    } catch {
      return
    }
  }
}

async function openFile(path: string): Promise<FileHandle | null> {
  try {
    const handle = await open(path, 'r')
    if ((await handle.stat()).isFile()) return handle
    await handle.close()
    return null
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return null
    throw error
  }
}

async function statFile(path: string): Promise<Stats | null> {
  try {
    const stats = await stat(path)
    return stats.isFile() ? stats : null
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return null
    throw error
  }
}

function describe(key: string, stats: Stats): ObjectInfo {
  const version = Math.round(stats.mtimeMs * 1000).toString(36)
  return {
    key,
    sizeBytes: stats.size,
    modifiedAt: stats.mtime,
    etag: `"${stats.size.toString(36)}-${version}-${stats.ino.toString(36)}"`,
  }
}

function toReadable(body: Parameters<Storage['put']>[1]): Readable {
  if (typeof body === 'string' || body instanceof Uint8Array) return Readable.from([Buffer.from(body)])
  return Readable.from(body)
}

function toWeb(readable: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(readable) as ReadableStream<Uint8Array>
}
