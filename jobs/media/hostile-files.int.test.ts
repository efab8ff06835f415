import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as broken from '#e2e/fixtures/hostile/broken-films.ts'
import { film, makeFilm } from '#e2e/fixtures/hostile/make-film.ts'
import type { Maker } from '#e2e/fixtures/hostile/maker.ts'
import * as notFilms from '#e2e/fixtures/hostile/not-films.ts'
import * as odd from '#e2e/fixtures/hostile/odd-films.ts'
import { createTitle } from '#server/domains/catalogue/index.ts'
import { getAsset, getEncode, importSource } from '#server/domains/media/index.ts'
import type { EncodeProgressDto, FailureCode } from '#server/domains/media/schemas.ts'
import { createContext, type Context } from '#server/platform/context/context.ts'
import { env } from '#server/platform/env/env.ts'
import { closePostgres, database } from '#server/platform/postgres/postgres.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import type { RunningWorker } from '../lib/start-worker.ts'
import { scratchFolder } from './scratch.ts'
import { keysBelow } from './testing/films.ts'
import { processesNaming } from './testing/processes.ts'
import { sentences } from './testing/sentences.ts'
import { startEncoding } from './testing/start-encoding.ts'

interface Played {
  /** Of the largest rung. */
  size?: string
  durationS?: number | null
  /** Of each sound track; not looked at where it is left out. */
  channels?: number[]
}
type Outcome = { plays: Played } | { fails: FailureCode } | { refused: string }
type Line = [name: string, make: Maker, outcome: Outcome, fileName?: string]

const plays = (played: Played = {}): Outcome => ({ plays: { size: '320x180', durationS: 1, ...played } })
const fails = (code: FailureCode): Outcome => ({ fails: code })
const sized = (size: string, durationS = 1): string => `testsrc2=s=${size}:r=24:d=${durationS}`
const pixels = (format: string) => ({ args: ['-pix_fmt', format] })
const vp9 = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libopus']

const table: Line[] = [
  ['text', notFilms.letter, fails('not-a-film')],
  ['an empty file', notFilms.empty, { refused: 'media.file-empty' }],
  ['random bytes', notFilms.noise, fails('not-a-film')],
  ['zeros', notFilms.zeros, fails('not-a-film')],
  ['a playlist of a local file', notFilms.localPlaylist, fails('points-elsewhere')],
  ['a playlist of the network', notFilms.networkPlaylist, fails('points-elsewhere')],
  ['a playlist by its name too', notFilms.localPlaylist, fails('points-elsewhere'), 'film.m3u8'],
  ['a concat script', notFilms.concatScript, fails('points-elsewhere')],
  ['a concat list without a head', notFilms.concatList, fails('points-elsewhere')],
  ['a DASH manifest', notFilms.dashManifest, fails('points-elsewhere')],
  ['a session description', notFilms.sessionDescription, fails('points-elsewhere')],
  ['an SVG that loads pictures', notFilms.svg, fails('still-picture')],
  ['a picture of 30,000 x 30,000', notFilms.hugePng, fails('still-picture')],
  ['a JPEG', notFilms.jpeg, fails('still-picture')],
  ['pictures of 30,000 x 30,000 in a row', broken.hugePictures, fails('too-large')],
  ['a picture wider than 8192', odd.wide, fails('too-large')],
  ['sound with a cover picture', odd.coveredSound, fails('audio-only')],
  ['sound: MP3', film('mp3', { picture: null }), fails('audio-only')],
  ['sound: WAV', film('wav', { picture: null }), fails('audio-only')],
  ['sound: MP4', film('mp4', { picture: null }), fails('audio-only')],
  ['cut off: MP4', broken.cutOff('mp4'), fails('cut-short')],
  ['cut off: MP4, its index in front', broken.cutOff('mp4', '-movflags', '+faststart'), fails('cut-short')],
  ['cut off: Matroska', broken.cutOff('matroska'), fails('cut-short')],
  ['cut off: AVI', broken.cutOff('avi', '-c:a', 'mp3'), fails('cut-short')],
  ['cut off: transport stream, which has no end', broken.cutOff('mpegts'), plays({ durationS: null })],
  ['cut off: 100 bytes of MP4', broken.firstBytes('mp4'), fails('cut-short')],
  ['cut off: 100 bytes of Matroska', broken.firstBytes('matroska'), fails('decode-failed')],
  ['flipped bits: MP4', broken.flipped('mp4', '-movflags', '+faststart'), plays()],
  ['flipped bits: Matroska', broken.flipped('matroska'), plays()],
  ['an index of noise', broken.noisyIndex, fails('codec-unknown')],
  ['samples that lie in another file', broken.elsewhere, fails('decode-failed')],
  ['locked by DRM', broken.locked, fails('encrypted')],
  ['a codec that nobody knows', broken.unknownCodec, fails('codec-unknown')],
  ['a length of thirty years', broken.thirtyYears, fails('times-broken')],
  ['two recordings end to end: transport stream', broken.endToEnd, fails('clock-restarts')],
  ['a picture that says 30,000 x 30,000: AVI', broken.hugeAvi, fails('too-large')],
  ['two pictures, eleven hours apart', broken.farApart, fails('times-broken')],
  ['forty sound tracks', odd.manySounds(40), fails('too-many-tracks')],
  ['a thousand streams', odd.manySounds(999, 'mp4'), fails('too-many-tracks')],
  ['no sound', film('mp4', { sound: null }), plays({ channels: [] })],
  ['sound longer than the picture', film('mp4', { sound: 'sine=440:d=2' }), plays({ durationS: 2 })],
  ['a picture longer than the sound', film('mp4', { picture: sized('320x180', 2) }), plays({ durationS: 2 })],
  [
    'one frame',
    film('mp4', { picture: odd.oneFrame, sound: null }),
    plays({ durationS: 0.04, channels: [] }),
  ],
  [
    'one frame: Matroska',
    film('matroska', { picture: odd.oneFrame, sound: null }),
    plays({ durationS: 0.04 }),
  ],
  ['one frame under a second of sound', film('mp4', { picture: odd.oneFrame }), plays()],
  ['120 frames a second', film('mp4', { picture: 'testsrc2=s=320x180:r=120:d=1' }), plays()],
  ['portrait by rotation', odd.turned, plays({ size: '180x320' })],
  ['odd dimensions', film('matroska', { picture: sized('321x181'), ...pixels('yuv444p') }), plays()],
  ['4:4:4', film('mp4', pixels('yuv444p')), plays()],
  ['10 bit', film('mp4', pixels('yuv420p10le')), plays()],
  ['10 bit, 4:2:2', film('matroska', pixels('yuv422p10le')), plays()],
  ['mono', film('mp4', { args: ['-ac', '1'] }), plays()],
  ['5.1', film('mp4', { args: ['-ac', '6'] }), plays()],
  ['8 channels', film('mp4', { args: ['-ac', '8'] }), plays()],
  ['PCM', film('mov', { args: ['-c:a', 'pcm_s24le'] }), plays()],
  ['VP9 and Opus in WebM', film('webm', { args: vp9 }), plays()],
  ['MPEG-4 and MP3 in AVI', film('avi', { args: ['-c:v', 'mpeg4', '-c:a', 'mp3'] }), plays()],
  ['a picture that grows in its middle', odd.grown, plays({ durationS: null })],
  ['a fragmented MP4', film('mp4', { args: ['-movflags', '+frag_keyframe+empty_moov'] }), plays()],
  ['a Matroska with a large attachment', odd.attached, plays()],
  ...odd.oddNames.map((fileName): Line => {
    return [`a file named ${JSON.stringify(fileName)}`, film('mp4', { sound: null }), plays(), fileName]
  }),
]

let visits = 0
const listener = createServer((_, response) => {
  visits += 1
  response.end('#EXTM3U\n')
}).listen(0, '127.0.0.1')
const canary = join(env().DATA_DIR, 'canary.mp4')

const admin = (): Context => createContext({ kind: 'account', accountId: randomUUID(), role: 'admin' })
let worker: RunningWorker
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(env().DATA_DIR, 'hostile-'))
  await makeFilm(canary)
  worker = await startEncoding({ encodes: 3 })
}, 60_000)

afterAll(async () => {
  await worker.stop(5000)
  listener.close()
  await closePostgres()
  await closeRedis()
  await rm(folder, { recursive: true, force: true })
})

describe('what bad input gets', () => {
  it.concurrent.each(table)(
    '%s',
    { timeout: 240_000 },
    async (name, make, outcome, fileName = 'film.mp4') => {
      const own = await mkdtemp(join(folder, 'case-'))
      const path = join(own, fileName)
      await make(path, { canary, address: `127.0.0.1:${(listener.address() as AddressInfo).port}` })
      const { id: titleId } = await createTitle(admin(), { kind: 'film', title: { vi: name } })
      const imported = importSource(admin(), { path, target: { titleId } })
      if ('refused' in outcome) {
        await expect(imported).rejects.toMatchObject({ code: outcome.refused })
        expect(await sentences('errors', outcome.refused)).toHaveLength(2)
        return
      }
      const { assetId, versionId } = await imported
      const encode = await ended(versionId)
      if ('fails' in outcome) {
        expect(encode).toMatchObject({ state: 'failed', error: { code: outcome.fails } })
        expect(await sentences('media', `failure.${outcome.fails}`)).toHaveLength(2)
        expect(await keysBelow(`media/${assetId}/`)).toEqual([])
      } else {
        expect(encode).toMatchObject({ state: 'succeeded', error: null })
        await expectPlays(assetId, outcome.plays)
      }
      expect(await secondsOfWork(versionId)).toBeLessThan(60)
      await expect(readdir(scratchFolder(versionId))).rejects.toThrow('ENOENT')
      expect(processesNaming(versionId)).toEqual([])
      expect([...(await readdir(own)), ...(await readdir('.'))]).not.toContain('pwned')
      await rm(own, { recursive: true, force: true })
    },
  )

  it('visits no one', () => {
    expect(visits).toBe(0)
  })
})

async function ended(versionId: string): Promise<EncodeProgressDto> {
  for (;;) {
    const encode = await getEncode(admin(), { versionId })
    if (encode.state !== 'queued' && encode.state !== 'running') return encode
    await sleep(200)
  }
}

async function expectPlays(assetId: string, played: Played): Promise<void> {
  const { versions } = await getAsset(admin(), { assetId })
  const version = versions[0]
  const largest = version?.renditions.at(-1)
  expect(version?.state).toBe('published')
  if (played.size) expect(`${largest?.width}x${largest?.height}`).toBe(played.size)
  if (played.durationS)
    expect(Math.abs((version?.durationMs ?? 0) / 1000 - played.durationS)).toBeLessThan(0.15)
  if (played.channels) expect(version?.audioTracks.map((track) => track.channels)).toEqual(played.channels)
}

/** From the start of its last try to its end. */
async function secondsOfWork(versionId: string): Promise<number> {
  for (;;) {
    const [row] = await database().execute<{ seconds: number | null }>(
      sql`select extract(epoch from finished_at - started_at)::float8 as seconds from job_runs where name = 'encode-title' and payload->>'versionId' = ${versionId}`,
    )
    if (typeof row?.seconds === 'number') return row.seconds
    await sleep(100)
  }
}
