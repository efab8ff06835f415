import { mkdir, mkdtemp, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { env } from '#server/platform/env/env.ts'
import { describeStorage } from '../contract.ts'
import { createDiskStorage } from './disk-storage.ts'

describeStorage('disk', async () => createDiskStorage(await mkdtemp(join(env().DATA_DIR, 'contract-'))))

test('what a killed writer left is swept once it is old', async () => {
  const root = await mkdtemp(join(env().DATA_DIR, 'swept-'))
  const work = join(root, '.incoming')
  await mkdir(work)
  const hourAgo = new Date(Date.now() - 60 * 60 * 1000)
  await writeFile(join(work, 'young'), 'x')
  await writeFile(join(work, 'old'), 'x')
  await utimes(join(work, 'old'), hourAgo, hourAgo)
  expect(await createDiskStorage(root).sweepUnfinished(new Date(Date.now() - 60_000))).toBe(1)
  expect(await readdir(work)).toEqual(['young'])
})
