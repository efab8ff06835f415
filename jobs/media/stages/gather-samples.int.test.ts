import { randomUUID } from 'node:crypto'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { planLadder } from '#server/domains/media/plan-ladder.ts'
import { env } from '#server/platform/env/env.ts'
import { log } from '#server/platform/log/log.ts'
import { mediaTools, planSamples, sampledFile } from '#server/platform/media-tools/index.ts'
import { storage } from '#server/platform/storage/index.ts'
import { openScratch } from '../scratch.ts'
import { realFilm } from '../testing/films.ts'
import { gatherSamples } from './gather-samples.ts'
import { sampleSource } from './sample-source.ts'
import type { Work } from './work.ts'

vi.mock('./sample-source.ts', () => ({ sampleSource: vi.fn(async () => 'sampled anew') }))
afterEach(() => vi.mocked(sampleSource).mockClear())

/** A film in two chunks, and for every frame that is wanted of it a file that names it. */
async function keptByChunks() {
  const versionId = randomUUID()
  const probe = await mediaTools().probe(realFilm)
  const ladder = planLadder(probe)
  const wanted = planSamples(probe, ladder)
  const middle = wanted[1] ?? 0
  const chunks = [
    { kind: 'audio', firstFrame: 0, frames: 0, storagePrefix: `test/${versionId}/sound/` },
    { kind: 'video', firstFrame: 0, frames: middle, storagePrefix: `test/${versionId}/one/` },
    { kind: 'video', firstFrame: middle, frames: 100_000, storagePrefix: `test/${versionId}/two/` },
  ]
  const keys = wanted.flatMap((frame) =>
    ladder.rungs.map((rung) => {
      const prefix = chunks[frame < middle ? 1 : 2]?.storagePrefix ?? ''
      return `${prefix}${basename(sampledFile({ folder: '' }, frame, rung))}`
    }),
  )
  for (const key of keys) {
    const file = join(env().DATA_DIR, 'kept', key)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, key)
    await storage().putFile(key, file)
  }
  const scratch = await openScratch(versionId)
  const work = { scratch, probe, ladder, started: { versionId }, context: { log: log() } } as unknown as Work
  return { work, chunks: chunks as Parameters<typeof gatherSamples>[1], wanted, keys, scratch }
}

it('brings together what every chunk kept', async () => {
  const { work, chunks, wanted, keys, scratch } = await keptByChunks()
  const { folder, frames } = await gatherSamples(work, chunks)
  expect(frames).toEqual(wanted)
  expect((await readdir(folder)).toSorted()).toEqual(keys.map((key) => basename(key)).toSorted())
  expect(sampleSource).not.toHaveBeenCalled()
  await scratch.remove()
})

it('keeps all anew where one picture is missing', async () => {
  const { work, chunks, keys, scratch } = await keptByChunks()
  await storage().delete(keys.at(-1) ?? '')
  expect(await gatherSamples(work, chunks)).toBe('sampled anew')
  await scratch.remove()
})
