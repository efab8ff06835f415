import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readInstance } from './instance.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'marquee-instance-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

test('an instance is the settings in its file', async () => {
  await writeFile(path.join(folder, 'instance.json'), '{"PORT":"4000","DATABASE_URL":"postgres://x"}')
  expect(readInstance(folder)).toEqual({ PORT: '4000', DATABASE_URL: 'postgres://x' })
})

test('a folder without an instance, and a damaged file, are one sentence each', async () => {
  expect(() => readInstance(path.join(folder, 'none'))).toThrow(/There is no instance in .*npm run dev/)
  await writeFile(path.join(folder, 'instance.json'), '{"PORT":4000')
  expect(() => readInstance(folder)).toThrow(/is damaged/)
})
