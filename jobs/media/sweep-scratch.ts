import { readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { listUnfinished } from '#server/domains/media/index.ts'
import { systemContext } from '#server/platform/context/context.ts'
import { readingFolder, scratchFolder, versionOfScratch } from './scratch.ts'

const restMs = 10 * 60 * 1000
/** Longer than reading a subtitle may take. */
const readingRestMs = 24 * 60 * 60 * 1000

/**
 * Removes from this machine what an encode left that ended elsewhere, or whose worker was killed; what was touched in
 * the last minutes stays. Gives how many folders that were.
 */
export async function sweepScratch(): Promise<number> {
  const root = dirname(scratchFolder('any'))
  const found = (await readdir(root).catch(() => [])).flatMap((name) => {
    const versionId = versionOfScratch(name)
    return versionId ? [{ versionId, folder: join(root, name) }] : []
  })
  const resting = await Promise.all(
    found.map(async (each) => ((await rests(each.folder, restMs)) ? [each] : [])),
  )
  const versionIds = [...new Set(resting.flat().map(({ versionId }) => versionId))]
  const kept = new Set(await listUnfinished(systemContext('scratch'), { versionIds }))
  const ended = resting.flat().filter(({ versionId }) => !kept.has(versionId))
  const left = [...ended.map(({ folder }) => folder), ...(await leftReadings())]
  for (const folder of left) await rm(folder, { recursive: true, force: true })
  return left.length
}

/** What was drawn of subtitles by a worker that was killed. */
async function leftReadings(): Promise<string[]> {
  const root = dirname(readingFolder('any'))
  const folders = (await readdir(root).catch(() => [])).map((name) => join(root, name))
  const left = await Promise.all(
    folders.map(async (folder) => ((await rests(folder, readingRestMs)) ? [folder] : [])),
  )
  return left.flat()
}

async function rests(folder: string, forMs: number): Promise<boolean> {
  const stats = await stat(folder).catch(() => null)
  return stats !== null && Date.now() - stats.mtimeMs > forMs
}
