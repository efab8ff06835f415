import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createTitle, deleteTitle } from '#server/domains/catalogue/index.ts'
import { listAssets } from '#server/domains/media/index.ts'
import { systemContext } from '#server/platform/context/context.ts'
import { env } from '#server/platform/env/env.ts'
import { closePostgres, inTransaction } from '#server/platform/postgres/postgres.ts'
import type { JobContext, JobProgress } from '#server/platform/queues/job-handler.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { makeDemoFilm } from './make-demo-film.ts'

afterAll(async () => {
  await closePostgres()
  await closeRedis()
})

const reported: JobProgress[] = []
const run = (): JobContext => ({
  ...systemContext('test'),
  runId: crypto.randomUUID(),
  attempt: 1,
  signal: new AbortController().signal,
  reportProgress: (progress) => {
    reported.push(progress)
    return Promise.resolve()
  },
  fenced: inTransaction,
  park: () => Promise.reject(new Error('not used')),
})

const newTitle = () => createTitle(systemContext('test'), { kind: 'film', title: { vi: 'Đêm Tâm Bão' } })

describe('makeDemoFilm', () => {
  it('makes the film, hands it to media once however often it runs, and leaves no file behind', async () => {
    const { id: titleId } = await newTitle()
    const payload = { titleId, film: 'dem-tam-bao/trailer' }
    await makeDemoFilm(run(), payload)
    await makeDemoFilm(run(), payload)
    const assets = await listAssets(systemContext('test'), { titleId })
    expect(assets).toHaveLength(1)
    expect(assets[0]).toMatchObject({ role: 'trailer', episodeId: null })
    expect(assets[0]?.versions).toHaveLength(1)
    expect(reported.length).toBeGreaterThan(0)
    const left = await readdir(join(env().DATA_DIR, 'scratch', 'demo-films'))
    expect(left.filter((name) => name !== 'card-fonts')).toEqual([])
  }, 180_000)

  it('makes nothing for a title that was deleted or a film that nobody planned', async () => {
    const { id: titleId } = await newTitle()
    await makeDemoFilm(run(), { titleId, film: 'dem-tam-bao/s9e9' })
    expect(await listAssets(systemContext('test'), { titleId })).toEqual([])
    await deleteTitle(systemContext('test'), { titleId })
    await makeDemoFilm(run(), { titleId, film: 'dem-tam-bao/film' })
    expect(await listAssets(systemContext('test'), { titleId })).toEqual([])
  })
})
