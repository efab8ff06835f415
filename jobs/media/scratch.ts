import { randomBytes } from 'node:crypto'
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { env } from '#server/platform/env/env.ts'

/** A finished stage: the folder it filled and what it gave. */
export type Stage<Result> = { folder: string; result: Result }

export type Scratch = {
  /**
   * Does a stage, or gives what an earlier attempt did when it was asked for the same (`key`). Each try fills a
   * folder of its own, so that a straggler from an attempt that lost its run can spoil nothing.
   */
  stage: <Result>(
    name: string,
    key: string,
    work: (folder: string) => Promise<Result>,
  ) => Promise<Stage<Result>>
  remove: () => Promise<void>
}

/** Where the encoder keeps a version's, or a chunk's, unfinished work, so that a retry on this machine goes on from it. */
export function scratchFolder(versionId: string, chunk: number | null = null): string {
  const name = chunk === null ? versionId : `${versionId}.${chunk}`
  return resolve(env().DATA_DIR, 'scratch', 'encode', name)
}

/** Where a subtitle's pictures are while they are read. */
export function readingFolder(name: string): string {
  return resolve(env().DATA_DIR, 'scratch', 'subtitles', name)
}

/** Removes all that this machine keeps of a version, and of its chunks. */
export async function removeScratch(versionId: string): Promise<void> {
  const folder = scratchFolder(versionId)
  const names = await readdir(dirname(folder)).catch(() => [])
  const own = names.filter((name) => name === versionId || name.startsWith(`${versionId}.`))
  for (const name of own) await rm(join(dirname(folder), name), { recursive: true, force: true })
}

/** Gives the version that a scratch folder of this name is of; null when it is none of ours. */
export function versionOfScratch(name: string): string | null {
  return /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.\d+)?$/.exec(name)?.[1] ?? null
}

/** Opens the scratch folder of a version, or of one of its chunks, and removes what no finished stage refers to. */
export async function openScratch(versionId: string, chunk: number | null = null): Promise<Scratch> {
  const root = scratchFolder(versionId, chunk)
  await mkdir(root, { recursive: true })
  const finished = await readFinished(root)
  const kept = new Set([...finished.values()].map((mark) => mark.folder))
  for (const name of await readdir(root)) {
    if (!name.endsWith('.json') && !kept.has(name))
      await rm(join(root, name), { recursive: true, force: true })
  }
  return {
    async stage(name, key, work) {
      const before = finished.get(name)
      // Only this module writes marks; a stage's result has the shape its own work gave it.
      if (before?.key === key) return { folder: join(root, before.folder), result: before.result as never }
      const folder = `${name}-${randomBytes(4).toString('hex')}`
      await mkdir(join(root, folder))
      const result = await work(join(root, folder))
      await writeMark(root, name, { folder, key, result })
      return { folder: join(root, folder), result }
    },
    remove: () => rm(root, { recursive: true, force: true }),
  }
}

type Mark = { folder: string; key: string; result: unknown }

async function readFinished(root: string): Promise<Map<string, Mark>> {
  const marks = new Map<string, Mark>()
  for (const name of await readdir(root)) {
    if (!name.endsWith('.json')) continue
    const mark = await readMark(join(root, name))
    if (mark && (await isFolder(join(root, mark.folder)))) marks.set(name.slice(0, -'.json'.length), mark)
  }
  return marks
}

async function readMark(path: string): Promise<Mark | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Mark
  } catch {
    return null
  }
}

async function writeMark(root: string, name: string, mark: Mark): Promise<void> {
  const temporary = join(root, `${mark.folder}.tmp`)
  await writeFile(temporary, JSON.stringify(mark))
  await rename(temporary, join(root, `${name}.json`))
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  )
}
