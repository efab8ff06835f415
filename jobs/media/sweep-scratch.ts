import { readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { listUnfinished } from '#server/domains/media/index.ts'
import { systemContext } from '#server/platform/context/context.ts'
import { scratchFolder } from './scratch.ts'

const restMs = 10 * 60 * 1000
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Removes from this machine what an encode left that ended elsewhere, or whose worker was killed; what was touched in
 * the last minutes stays. Gives how many versions that were.
 */
export async function sweepScratch(): Promise<number> {
  const root = dirname(scratchFolder('any'))
  const found = (await readdir(root).catch(() => [])).filter((name) => uuid.test(name))
  const resting = await Promise.all(
    found.map(async (name) => ((await rests(join(root, name))) ? [name] : [])),
  )
  const versionIds = resting.flat()
  const kept = new Set(await listUnfinished(systemContext('scratch'), { versionIds }))
  const ended = versionIds.filter((id) => !kept.has(id)).map(scratchFolder)
  for (const folder of ended) await rm(folder, { recursive: true, force: true })
  return ended.length
}

async function rests(folder: string): Promise<boolean> {
  const stats = await stat(folder).catch(() => null)
  return stats !== null && Date.now() - stats.mtimeMs > restMs
}
