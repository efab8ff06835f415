import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { GET, HEAD } from '#app/v/[session]/[signature]/[...path]/route.ts'
import { issuePlayToken, signPlayAddress } from '#server/domains/playback/index.ts'
import { env } from '#server/platform/env/env.ts'
import { closePostgres } from '#server/platform/postgres/postgres.ts'
import { storage } from '#server/platform/storage/index.ts'
import { startNginx } from './nginx.ts'
import { freePort } from './ports.ts'
import type { RunningProcess } from './start-process.ts'

const version = 'media/0199-asset/0199-version/try-1'
const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251)
const session = randomUUID()
const film = signPlayAddress('session', session, `${version}/seg.m4s`)
const manifest = signPlayAddress('session', session, `${version}/master.m3u8`)
const lower = (name: string) => signPlayAddress('session', session, `${version}/${name}`, 720)
const master = `#EXTM3U
#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=1280x720
video-720p.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=2,RESOLUTION=1920x1080
video-1080p.m3u8
`
const cookieOf = (token: string) => ({ cookie: `other=1; marquee.play=${token}; more=2` })
const good = () => cookieOf(issuePlayToken(session, new Date()).token)

let nginx: RunningProcess
let web: http.Server
let asked = 0
let heard: http.IncomingHttpHeaders = {}
let folder: string
let base: string

/** The product's own route behind nginx; its playback session lives nowhere, so that only a cookie opens a film. */
async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  asked += 1
  heard = request.headers
  const fromNode = await askNode(
    request.url ?? '/',
    request.headers as Record<string, string>,
    request.method,
  )
  response.writeHead(fromNode.status, Object.fromEntries(fromNode.headers))
  response.end(Buffer.from(await fromNode.arrayBuffer()))
}

function askNode(target: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  const [, , owner = '', signature = '', ...segments] = target.split('/')
  const params = Promise.resolve({ session: owner, signature, path: segments })
  const { cookie = '', range } = headers
  const request = new Request(`http://localhost${target}`, {
    method,
    headers: { cookie, ...(range ? { range } : {}) },
  })
  return (method === 'HEAD' ? HEAD : GET)(request, { params })
}

const ask = (target: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(base + target, { headers, method })

beforeAll(async () => {
  await storage().put(`${version}/seg.m4s`, bytes)
  await storage().put(`${version}/master.m3u8`, master)
  for (const lines of [720, 1080]) await storage().put(`${version}/video-${lines}p.mp4`, bytes)
  await storage().put('media/0199-asset/0199-other/try-1/seg.m4s', bytes)
  folder = await mkdtemp(path.join(os.tmpdir(), 'marquee-nginx-play-'))
  web = http.createServer((request, response) => void answer(request, response))
  const webPort = await freePort()
  await new Promise<void>((resolve) => web.listen(webPort, '127.0.0.1', resolve))
  const port = await freePort()
  base = `http://127.0.0.1:${port}`
  const { STORAGE_URL, SIGNING_SECRET } = env()
  nginx = await startNginx({
    folder,
    port,
    webPort,
    storage: fileURLToPath(STORAGE_URL),
    signingSecret: SIGNING_SECRET,
  })
})
beforeEach(() => {
  asked = 0
})
afterAll(async () => {
  await nginx.stop()
  web.close()
  await closePostgres()
  await rm(folder, { recursive: true, force: true })
})

const comparable = (response: Response) => ({
  status: response.status,
  ...Object.fromEntries(
    [
      'content-type',
      'content-length',
      'content-range',
      'cache-control',
      'access-control-allow-origin',
      'cross-origin-resource-policy',
    ].map((name) => [name, response.headers.get(name)]),
  ),
})

describe('with the cookie of the last heartbeat', () => {
  it.each([
    ['a segment', film, {}, 'GET'],
    ['a range of it', film, { range: 'bytes=10-99' }, 'GET'],
    ['its head', film, {}, 'HEAD'],
    ['a manifest', manifest, {}, 'GET'],
  ])('%s comes from disk, as the web process would give it', async (_, target, more, method) => {
    const fromNginx = await ask(target, { ...good(), ...more }, method)
    expect(asked).toBe(0)
    const fromNode = await askNode(target, { ...good(), ...more }, method)
    expect(comparable(fromNginx)).toEqual(comparable(fromNode))
    expect(Buffer.from(await fromNginx.arrayBuffer())).toEqual(Buffer.from(await fromNode.arrayBuffer()))
    expect(fromNginx.headers.get('cache-control')).toMatch(/^private, max-age=/)
  })
})

describe('an address up to 720 lines', () => {
  it('gives what is low enough from disk', async () => {
    const answered = await ask(lower('video-720p.mp4'), { ...good(), range: 'bytes=0-9' })
    expect([answered.status, asked]).toEqual([206, 0])
    expect((await ask(lower('seg.m4s'), good())).status).toBe(200)
  })

  it('a manifest that names nothing taller, whole, to its head and its validator too', async () => {
    const answered = await ask(lower('master.m3u8'), { ...good(), range: 'bytes=0-9' })
    const text = await answered.text()
    expect(text).toContain('video-720p.m3u8')
    expect(text).not.toContain('1080')
    expect(Object.fromEntries(answered.headers)).toMatchObject({
      'content-type': 'application/vnd.apple.mpegurl',
      'cache-control': 'private, max-age=60',
      'content-length': String(text.length),
    })
    const head = await askNode(lower('master.m3u8'), good(), 'HEAD')
    expect([head.headers.get('content-length'), await head.text()]).toEqual([String(text.length), ''])
    expect(head.headers.get('etag')).toBe(answered.headers.get('etag'))
    expect(asked).toBe(1)
  })

  it.each([
    ['a taller picture', lower('video-1080p.mp4')],
    ['one under a limit that was raised', lower('video-1080p.mp4').replace('.720/', '.1080/')],
    ['one without its limit', lower('video-1080p.mp4').replace('.720/', '/')],
    ['one under a limit put to an address without', film.replace(/\/media/, '.1080/media')],
    ['one under a limit of other digits', lower('video-720p.mp4').replace('.720/', '.0720/')],
  ])('refuses %s, both of them', async (_, target) => {
    expect((await ask(target, good())).status).toBe(403)
    expect((await askNode(target, good())).status).toBe(403)
  })
})

it('the cookie is known by the name it has over TLS', async () => {
  const cookie = good().cookie.replace('marquee.play', '__Secure-marquee.play')
  expect((await ask(film, { cookie })).status).toBe(200)
  expect(asked).toBe(0)
})

describe('otherwise the web process is asked, which refuses', () => {
  const signature = film.split('/')[3] ?? ''
  const tokenOf = (id: string, at = new Date()) => issuePlayToken(id, at).token
  const [expiry = '', proof = ''] = tokenOf(session).split('.')
  it.each([
    ['no cookie', film, {}],
    ['an expired cookie', film, cookieOf(tokenOf(session, new Date(Date.now() - 76_000)))],
    ['another session’s cookie', film, cookieOf(tokenOf(randomUUID()))],
    ['a cookie made to last', film, cookieOf(`${Number(expiry) + 600}.${proof}`)],
    ['a cookie cut short', film, cookieOf(`${expiry}.${proof.slice(1)}`)],
    ['a cookie with more behind it', film, cookieOf(`${expiry}.${proof}.x`)],
    ['an altered signature', film.replace(signature, `${signature.slice(1)}A`), good()],
    ['another version', film.replace('0199-version', '0199-other'), good()],
    ['another session’s address', film.replace(session, randomUUID()), good()],
    ['a picture', film.replace(/media\/.*/, 'artwork/0199-title/poster-1.webp'), good()],
    ['a source', film.replace(/media\/.*/, 'sources/0199-asset/secret.mp4'), good()],
    ['no signature', `/v/${session}/x/${version}/seg.m4s`, good()],
  ])('%s', async (_, target, headers) => {
    const answered = await ask(target, headers)
    expect(answered.status).toBe(403)
    expect(await answered.json()).toMatchObject({ code: 'playback.path-refused' })
    expect(asked).toBe(1)
  })

  it('and is told by nobody but the gateway where a viewer is', async () => {
    await ask(film, { 'x-country': 'VN', 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' })
    expect(heard).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' })
    expect(heard).not.toHaveProperty('x-country')
  })

  it('and no log keeps a signature', async () => {
    await ask(film, good())
    await nginx.stop()
    const log = await readFile(path.join(folder, 'access.log'), 'utf8')
    expect(log).toContain(`/v/${session}/-/media/`)
    expect(log).not.toContain(signature)
  })
})
