import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { createTitle } from '#server/domains/catalogue/index.ts'
import {
  cancelEncode,
  getAsset,
  getEncode,
  importSource,
  listAssets,
  listEncodes,
  listUploads,
  receiveUpload,
  reencodeAsset,
} from '#server/domains/media/index.ts'
import { create, newTitle, patch, tus } from '#server/domains/media/testing.ts'
import { createContext } from '#server/platform/context/context.ts'
import { closePostgres } from '#server/platform/postgres/postgres.ts'
import { admin, realFilm as film } from './testing/films.ts'

const viewer = () => createContext({ kind: 'account', accountId: randomUUID(), role: 'viewer' })

afterAll(closePostgres)

describe('who may', () => {
  it('upload, import, encode again and look on: an admin', async () => {
    const target = { titleId: randomUUID() }
    for (const context of [viewer(), createContext({ kind: 'anonymous' })]) {
      const code = context.actor.kind === 'anonymous' ? 'auth.sign-in-required' : 'auth.forbidden'
      const attempts = [
        () => create(context, 10, { titleId: target.titleId }),
        () => importSource(context, { path: film, target }),
        () => reencodeAsset(context, { assetId: randomUUID() }),
        () => cancelEncode(context, { versionId: randomUUID() }),
        () => receiveUpload(context, tus('DELETE', `/api/uploads/${randomUUID()}`)),
        () => getAsset(context, { assetId: randomUUID() }),
        () => getEncode(context, { versionId: randomUUID() }),
        () => listAssets(context, target),
        () => listEncodes(context),
        () => listUploads(context),
      ]
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code })
    }
  })

  it('upload for a title that is not there: nobody', async () => {
    expect((await create(admin(), 10, { titleId: randomUUID() })).status).toBe(404)
    const target = { titleId: await newTitle(), episodeId: randomUUID() }
    await expect(importSource(admin(), { path: film, target })).rejects.toMatchObject({
      code: 'episode.not-found',
    })
    const series = await createTitle(admin(), { kind: 'series', title: { vi: 'Hang thỏ' } })
    const whole = { titleId: series.id }
    await expect(importSource(admin(), { path: film, target: whole })).rejects.toMatchObject({
      code: 'media.episode-required',
    })
  })

  it('say nothing of what the film belongs to: nobody', async () => {
    expect((await create(admin(), 10, { filename: 'a.mp4' })).status).toBe(400)
    expect((await create(admin(), 10, { titleId: 'no-id' })).status).toBe(400)
    expect((await create(admin(), 0, { titleId: await newTitle() })).status).toBe(400)
  })

  it('give up an upload, and it is gone', async () => {
    const context = admin()
    const path = (await create(context, 10, { titleId: await newTitle() })).headers.get('location') ?? ''
    expect((await receiveUpload(context, tus('DELETE', path))).status).toBe(204)
    expect(await listUploads(context)).toEqual([])
    expect((await patch(context, path, 0, Buffer.from('0123456789'))).status).toBe(404)
  })
})
