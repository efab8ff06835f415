import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Ladder } from '#server/platform/media-tools/port.ts'
import type { BenchInstance } from './production.ts'

/** One film made by the product. */
export interface MadeFilm {
  /** From the file being there to its version being published, in seconds. */
  totalS: number
  /** Milliseconds of each stage. */
  stages: Record<string, number>
  ladder: Ladder
}

type MadeLine = Omit<MadeFilm, 'totalS'> & { time: number }

/** The line that a worker writes when a version is published. */
async function findMade(log: string, versionId: string): Promise<MadeLine | null> {
  const text = existsSync(log) ? await readFile(log, 'utf8') : ''
  const line = text
    .split('\n')
    .find((each) => each.includes(versionId) && each.includes('"a version was made"'))
  return line ? (JSON.parse(line) as MadeLine) : null
}

/** Imports a film for a title as an operator does and waits until the worker has published it; throws when it is refused. */
export async function importFilm(instance: BenchInstance, file: string, titleId: string): Promise<MadeFilm> {
  const media = await import('#server/domains/media/index.ts')
  const { systemContext } = await import('#server/platform/context/context.ts')
  const log = path.join(instance.dataDir, 'logs', 'worker.log')
  const from = Date.now()
  const { assetId, versionId } = await media.importSource(systemContext('bench'), {
    path: file,
    target: { titleId, episodeId: null, role: 'main' },
  })
  for (;;) {
    await pause(200)
    const { versions } = await media.getAsset(systemContext('bench'), { assetId })
    const version = versions.find(({ id }) => id === versionId)
    if (version?.state === 'failed' || version?.state === 'cancelled')
      throw new Error(`The product refused ${path.basename(file)}: ${JSON.stringify(version)}`)
    const made = version?.state === 'published' ? await findMade(log, versionId) : null
    if (made) return { totalS: (made.time - from) / 1000, stages: made.stages, ladder: made.ladder }
  }
}
