import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import type { Trap } from '#e2e/fixtures/hostile/maker.ts'
import { makeFilm } from '#e2e/fixtures/hostile/make-film.ts'

/** What may change below the data folder while films are taken in; everything else may not. */
const LIVE = [
  'storage',
  'scratch',
  'uploads',
  'postgres',
  'redis',
  'redis-queue',
  'redis-cache',
  'mongo',
  'logs',
  'pids',
]
/** The scratch folders of encodes and of subtitles that are read off pictures. */
const LIVE_SCRATCH = ['encode', 'subtitles']
const HOUR_MS = 60 * 60 * 1000

export interface SetTrap extends Trap {
  /** What got out since it was set, in words; empty is as it should be. */
  look: () => Promise<string[]>
  close: () => void
}

/**
 * Sets files and an address that damaged films will name and nobody may touch. It notices visits by TCP and UDP, reads
 * (the time of last access, where the file system keeps it, and the files' secret in anything stored or logged) and
 * writes (the folder of the files, the data folder beside `LIVE`, the file that `inject` tries to make).
 */
export async function setTrap(folder: string, dataDir: string): Promise<SetTrap> {
  const baits = path.join(folder, 'baits')
  const secret = randomBytes(16).toString('hex')
  await mkdir(baits)
  const canary = path.join(baits, 'canary.mp4')
  await makeFilm(canary, { args: ['-metadata', `title=${secret}`] })
  const text = path.join(baits, 'canary.srt')
  await writeFile(text, `1\n00:00:00,000 --> 00:00:09,000\n${secret}\n`)
  const isTimed = await keepsAccessTimes(folder)
  const post = await listenForVisits()
  const places = [baits, dataDir, path.resolve(import.meta.dirname, '../..')] as const
  const files = [canary, text]
  for (const file of files) await setBack(file)
  const before = await describeAll(places)
  return {
    canary,
    address: `127.0.0.1:${post.port}`,
    async look() {
      const read = await Promise.all(
        files.map(async (file) => ((await wasRead(file)) ? [`${file} was read`] : [])),
      )
      const after = await describeAll(places)
      const changed = [...new Set([...before.keys(), ...after.keys()])]
        .filter((name) => before.get(name) !== after.get(name))
        .map((name) => `${name} was ${before.has(name) ? (after.has(name) ? 'changed' : 'removed') : 'made'}`)
      const told = await filesWith(
        [path.join(dataDir, 'storage', 'media'), path.join(dataDir, 'logs')],
        secret,
      )
      return [
        ...(isTimed ? read.flat() : []),
        ...changed,
        ...told.map((file) => `${file} tells the secret`),
        ...Array.from({ length: post.visits() }, () => 'a visit'),
      ]
    },
    close: () => post.close(),
  }
}

async function listenForVisits() {
  let visits = 0
  const listener = createServer((socket) => {
    visits += 1
    socket.destroy()
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  const socket = createSocket('udp4').on('message', () => {
    visits += 1
  })
  socket.bind(port, '127.0.0.1')
  await once(socket, 'listening')
  return {
    port,
    visits: () => visits,
    close() {
      listener.close()
      socket.close()
    },
  }
}

/** Linux notes the first read behind a change (`relatime`): a file read last before it was written shows the next one. */
async function setBack(file: string): Promise<void> {
  const { mtimeMs } = await stat(file)
  await utimes(file, new Date(mtimeMs - HOUR_MS), new Date(mtimeMs))
}

async function wasRead(file: string): Promise<boolean> {
  const { atimeMs, mtimeMs } = await stat(file)
  return atimeMs >= mtimeMs
}

async function keepsAccessTimes(folder: string): Promise<boolean> {
  const trial = path.join(folder, 'access-trial')
  await writeFile(trial, 'read me')
  await setBack(trial)
  await readFile(trial)
  return wasRead(trial)
}

/**
 * Each file by its path with its size and time of change; of the data folder what is not live, and what the names of
 * `inject` would make in the project.
 */
async function describeAll([baits, dataDir, project]: readonly [string, string, string]): Promise<
  Map<string, string>
> {
  const found = new Map<string, string>()
  const note = async (file: string): Promise<void> => {
    const stats = await stat(file).catch(() => null)
    if (stats?.isFile()) found.set(file, `${stats.size} ${stats.mtimeMs}`)
    else if (stats) found.set(file, 'folder')
  }
  for (const name of await readdir(baits)) {
    await note(path.join(baits, name))
  }
  for (const name of await readdir(dataDir)) {
    if (LIVE.some((live) => name === live) || baits.startsWith(path.join(dataDir, name))) continue
    await note(path.join(dataDir, name))
    for (const below of await readdir(path.join(dataDir, name), { recursive: true }).catch(() => []))
      await note(path.join(dataDir, name, below))
  }
  for (const name of await readdir(path.join(dataDir, 'scratch')).catch(() => []))
    if (!LIVE_SCRATCH.includes(name)) await note(path.join(dataDir, 'scratch', name))
  await note(path.join(project, 'pwned'))
  return found
}

async function filesWith(folders: readonly string[], secret: string): Promise<string[]> {
  const found: string[] = []
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      const file = path.join(entry.parentPath, entry.name)
      if (entry.isFile() && (await readFile(file)).includes(secret)) found.push(file)
    }
  }
  return found
}
