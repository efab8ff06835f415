import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { makeFilmWithPictureSubtitles } from '#e2e/fixtures/image-subtitles/make-image-subtitles.ts'
import { createTitle, deleteTitle } from '#server/domains/catalogue/index.ts'
import {
  approveSubtitleDraft,
  discardSubtitleDraft,
  getAsset,
  getSubtitleDraft,
  importSource,
  listSubtitleDrafts,
  openDraftPicture,
  readSubtitlesAgain,
  saveSubtitleDraft,
} from '#server/domains/media/index.ts'
import { createContext, type Context } from '#server/platform/context/context.ts'
import { closePostgres } from '#server/platform/postgres/postgres.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { storage } from '#server/platform/storage/index.ts'
import type { RunningWorker } from '../lib/start-worker.ts'
import { keysBelow } from './testing/films.ts'
import { startEncoding } from './testing/start-encoding.ts'

const as = (role: 'admin' | 'viewer'): Context =>
  createContext({ kind: 'account', accountId: randomUUID(), role })
const admin = () => as('admin')
let folder: string
let worker: RunningWorker

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-subtitles-'))
  worker = await startEncoding()
})
afterAll(async () => {
  await worker.stop(5000)
  await closePostgres()
  await closeRedis()
  await rm(folder, { recursive: true, force: true })
})

/** Gives what it looked for once it is there. */
function until<Value>(what: string, look: () => Promise<Value | null | undefined | false>) {
  return vi.waitUntil(look, { timeout: 60_000, interval: 100, message: `It never came to: ${what}.` })
}

it('reads a film’s picture subtitles, and a corrected one is on the film without a new encode', async () => {
  const lines = [
    { startMs: 500, endMs: 1500, text: 'Chào bạn, hôm nay trời đẹp.' },
    { startMs: 1700, endMs: 2600, text: 'Đường về nhà còn xa lắm.' },
  ]
  const path = await makeFilmWithPictureSubtitles(folder, 'pgs', [
    { language: 'vie', lines },
    { language: 'eng', forced: true, lines: [{ startMs: 400, endMs: 900, text: 'Saigon, 1978' }] },
  ])
  const { id: titleId } = await createTitle(admin(), { kind: 'film', title: { vi: 'Phụ đề hình' } })
  const { assetId, versionId } = await importSource(admin(), { path, target: { titleId } })

  const read = await until('two drafts', async () => {
    const drafts = await listSubtitleDrafts(admin(), { titleId })
    return drafts.length === 2 && drafts.every(({ state }) => state === 'draft') && drafts
  })
  expect(read).toMatchObject([
    { assetId, language: 'vi', forced: false, cueCount: 2 },
    { assetId, language: 'en', forced: true, cueCount: 1 },
  ])
  const first = (await getAsset(admin(), { assetId })).versions[0]!
  expect(first).toMatchObject({ id: versionId, state: 'published', subtitleTracks: [] })

  const draftId = read[0]!.id
  const { cues, revision } = await getSubtitleDraft(admin(), { draftId })
  const picture = cues[0]!.picture ?? ''
  expect((await openDraftPicture(admin(), { draftId, picture })).info.sizeBytes).toBeGreaterThan(200)
  await expect(openDraftPicture(as('viewer'), { draftId, picture })).rejects.toMatchObject({
    code: 'auth.forbidden',
  })
  await expect(openDraftPicture(admin(), { draftId, picture: '../x' })).rejects.toMatchObject({
    kind: 'invalid-input',
  })

  const corrected = cues.map((cue, index) => ({ ...cue, text: lines[index]!.text, confidence: 100 }))
  const change = { draftId, revision, language: 'vi', title: null, forced: false, cues: corrected }
  const saved = await saveSubtitleDraft(admin(), change)
  await expect(saveSubtitleDraft(admin(), change)).rejects.toMatchObject({ code: 'subtitle-draft.changed' })
  await expect(approveSubtitleDraft(admin(), { draftId, revision })).rejects.toMatchObject({
    code: 'subtitle-draft.changed',
  })
  await expect(approveSubtitleDraft(as('viewer'), { draftId, ...saved })).rejects.toMatchObject({
    code: 'auth.forbidden',
  })
  const approved = await approveSubtitleDraft(admin(), { draftId, ...saved })

  const second = await until('a second version', async () => {
    const { versions } = await getAsset(admin(), { assetId })
    return versions.find((version) => version.id === approved.versionId && version.state === 'published')
  })
  expect(second.subtitleTracks).toMatchObject([{ language: 'vi', forced: false, hearingImpaired: false }])
  expect(second.renditions.map(({ name }) => name)).toEqual(first.renditions.map(({ name }) => name))
  expect(second.audioTracks).toEqual(first.audioTracks)
  const track = second.subtitleTracks[0]!
  expect(await textOf(`${second.storagePrefix}${track.path}`)).toContain('Đường về nhà còn xa lắm.')
  expect(await textOf(`${second.storagePrefix}master.m3u8`)).toMatch(/TYPE=SUBTITLES,.*LANGUAGE="vi"/)

  await discardSubtitleDraft(admin(), { draftId: read[1]!.id })
  await readSubtitlesAgain(admin(), { draftId: read[1]!.id })
  await until('the second draft once more', async () => {
    const drafts = await listSubtitleDrafts(admin(), { titleId })
    return drafts[1]?.state === 'draft'
  })
  await deleteTitle(admin(), { titleId })
  await until('no picture left', async () => (await keysBelow('subtitle-drafts/')).length === 0)
}, 120_000)

async function textOf(key: string): Promise<string> {
  const object = await storage().get(key)
  return new Response(object?.body).text()
}
