import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningWorker } from '#jobs/lib/start-worker.ts'
import { startEncoding } from '#jobs/media/testing/start-encoding.ts'
import { env } from '#server/platform/env/env.ts'
import { closePostgres } from '#server/platform/postgres/postgres.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { isFault, isStuck, runHostile } from './support/hostile-run.ts'
import { setTrap } from './support/hostile-trap.ts'

let worker: RunningWorker
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(env().DATA_DIR, 'fuzz-'))
  worker = await startEncoding({ encodes: 3 })
})

afterAll(async () => {
  await worker.stop(5000)
  await closePostgres()
  await closeRedis()
  await rm(folder, { recursive: true, force: true })
})

test(
  'damaged films play or are refused for a reason, and nothing gets out or stays',
  { timeout: 300_000 },
  async () => {
    const { results, escapes } = await runHostile({
      count: 25,
      seed: 1,
      lanes: 8,
      folder,
      dataDir: env().DATA_DIR,
    })
    expect(escapes).toEqual([])
    expect(results).toHaveLength(25)
    expect(results.filter((result) => isFault(result) || isStuck(result))).toEqual([])
    await expect
      .poll(() => readdir(path.join(env().DATA_DIR, 'scratch', 'encode')).catch(() => []), {
        timeout: 15_000,
      })
      .toEqual([])
  },
)

test('the trap tells of a visit, a read, a write and a secret that came out', async () => {
  const own = await mkdtemp(path.join(env().DATA_DIR, 'trap-'))
  const trap = await setTrap(own, env().DATA_DIR)
  try {
    expect(await trap.look()).toEqual([])
    await fetch(`http://${trap.address}/`).catch(() => null)
    const film = await readFile(trap.canary)
    await writeFile(path.join(env().DATA_DIR, 'pwned'), '')
    const stored = path.join(env().DATA_DIR, 'storage', 'media', 'stolen')
    await mkdir(path.dirname(stored), { recursive: true })
    await writeFile(stored, film)
    const escapes = (await trap.look()).join('; ')
    for (const words of ['a visit', 'canary.mp4 was read', 'pwned was made', 'stolen tells the secret'])
      expect(escapes).toContain(words)
    await rm(stored)
  } finally {
    trap.close()
  }
})
