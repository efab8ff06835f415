import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openScratch, scratchFolder } from './scratch.ts'

test('a finished stage is not done again, an unfinished one leaves nothing, another key does it anew', async () => {
  let done = 0
  const work = async (folder: string): Promise<number> => {
    await writeFile(join(folder, 'made'), 'x')
    return ++done
  }
  const first = await openScratch('v1')
  const made = await first.stage('encode', 'plan-1', work)
  await expect(first.stage('package', '', () => Promise.reject(new Error('broke')))).rejects.toThrow('broke')

  const second = await openScratch('v1')
  expect((await readdir(scratchFolder('v1'))).filter((name) => name.startsWith('package'))).toEqual([])
  expect(await second.stage('encode', 'plan-1', work)).toEqual(made)
  expect(await second.stage('encode', 'plan-2', work)).toMatchObject({ result: 2 })
  await second.remove()
  await expect(readdir(scratchFolder('v1'))).rejects.toThrow('ENOENT')
})

test('a mark whose folder is gone, or that is half written, counts for nothing', async () => {
  const scratch = await openScratch('v2')
  const { folder } = await scratch.stage('encode', '', () => Promise.resolve(1))
  await rm(folder, { recursive: true })
  await mkdir(join(scratchFolder('v2'), 'stray'))
  await writeFile(join(scratchFolder('v2'), 'package.json'), '{"fol')
  const again = await openScratch('v2')
  expect((await again.stage('encode', '', () => Promise.resolve(2))).result).toBe(2)
  expect((await again.stage('package', '', () => Promise.resolve(3))).result).toBe(3)
})
