import { mkdtemp, readFile, rm } from 'node:fs/promises'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GET, HEAD, OPTIONS } from '#app/s/[signature]/[expiry]/[...path]/route.ts'
import { signMediaPath } from '#server/domains/playback/index.ts'
import { env } from '#server/platform/env/env.ts'
import { storage } from '#server/platform/storage/index.ts'
import { startNginx } from './nginx.ts'
import { freePort } from './ports.ts'
import type { RunningProcess } from './start-process.ts'

const version = 'media/0199-asset/0199-version/try-1'
const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251)
const names = [
  'seg.m4s',
  'film.mp4',
  'sound.m4a',
  'master.m3u8',
  'manifest.mpd',
  'text.vtt',
  'sheet.webp',
  'odd.bin',
]

type Answer = { status: number; headers: Record<string, string>; body: Buffer }
let nginx: RunningProcess
let port: number
let folder: string

/** Asks nginx with the path as it is: fetch would resolve `..` itself. */
function ask(target: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, path: target, headers, method }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string>,
          body: Buffer.concat(parts),
        }),
      )
    })
    request.on('error', reject).end()
  })
}

/** The same question to the product's own route. */
async function askNode(
  target: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Answer> {
  const [, , signature = '', expiry = '', ...segments] = target.split('/')
  const request = new Request(`http://localhost${target}`, { headers, method })
  const params = Promise.resolve({ signature, expiry, path: segments })
  const response = await ({ HEAD, OPTIONS }[method] ?? GET)(request, { params })
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  }
}

const signed = (name: string, now?: Date) =>
  signMediaPath(`${version}/${name}`, { lifetime: 'playback', now })

/** The headers that both must agree in; validators are each server's own, and web adds the page headers by Next. */
function comparable({ status, headers }: Answer): Record<string, string | undefined> {
  // One may have answered a second after the other.
  const life = headers['cache-control']?.replace(/max-age=\d{3,}/, 'max-age=…')
  const same = [
    'content-type',
    'content-length',
    'content-range',
    'accept-ranges',
    'last-modified',
    'access-control-allow-origin',
    'access-control-allow-methods',
    'access-control-allow-headers',
    'access-control-expose-headers',
    'access-control-max-age',
    'cross-origin-resource-policy',
  ]
  return {
    status: String(status),
    'cache-control': life,
    ...Object.fromEntries(same.map((name) => [name, headers[name]])),
  }
}

beforeAll(async () => {
  for (const name of names) await storage().put(`${version}/${name}`, bytes)
  await storage().put('media/0199-other/0199-version/try-1/seg.m4s', bytes)
  await storage().put('artwork/0199-title/poster-1.webp', bytes)
  await storage().put('sources/0199-asset/secret.mp4', bytes)
  folder = await mkdtemp(path.join(os.tmpdir(), 'marquee-nginx-'))
  port = await freePort()
  const { STORAGE_URL, SIGNING_SECRET } = env()
  nginx = await startNginx({
    folder,
    port,
    storage: fileURLToPath(STORAGE_URL),
    signingSecret: SIGNING_SECRET,
  })
})

afterAll(async () => {
  await nginx.stop()
  await rm(folder, { recursive: true, force: true })
})

describe('a signed address answers as the web process does', () => {
  it.each(names)('%s', async (name) => {
    const [fromNginx, fromNode] = [await ask(signed(name)), await askNode(signed(name))]
    expect(comparable(fromNginx)).toEqual(comparable(fromNode))
    expect(fromNginx.status).toBe(200)
    expect(fromNginx.body.equals(Buffer.from(bytes))).toBe(true)
    expect(fromNginx.headers).toMatchObject({
      etag: expect.stringMatching(/^"/) as string,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin-when-cross-origin',
    })
  })

  it('segments for as long as the address is good, manifests for a minute', async () => {
    const segment = await ask(signed('seg.m4s'))
    expect(segment.headers['cache-control']).toMatch(/^public, max-age=\d{5}, immutable, no-transform$/)
    const secondsOf = ({ headers }: Answer) =>
      Number(/max-age=(\d+)/.exec(headers['cache-control'] ?? '')?.[1])
    const fromNode = await askNode(signed('seg.m4s'))
    expect(Math.abs(secondsOf(segment) - secondsOf(fromNode))).toBeLessThanOrEqual(2)
    const manifest = await ask(signed('master.m3u8'))
    expect(manifest.headers['cache-control']).toBe('public, max-age=60')
  })

  it.each([
    'bytes=0-99',
    'bytes=99990-',
    'bytes=-10',
    'bytes=99990-999999',
    'bytes=0-1,5-6',
    'bytes=100000-',
    'bytes=-0',
  ])('range %s', async (range) => {
    const [fromNginx, fromNode] = [
      await ask(signed('seg.m4s'), { range }),
      await askNode(signed('seg.m4s'), { range }),
    ]
    expect(fromNginx.status).toBe(fromNode.status)
    expect(fromNginx.headers['content-range']).toBe(fromNode.headers['content-range'])
    expect(fromNginx.headers['cache-control']?.includes('no-store')).toBe(fromNode.status === 416)
    if (fromNode.status !== 416) expect(fromNginx.body.equals(fromNode.body)).toBe(true)
  })

  it('HEAD, a validator that holds, If-Range and other origins', async () => {
    const head = await ask(signed('seg.m4s'), {}, 'HEAD')
    expect(comparable(head)).toEqual(comparable(await askNode(signed('seg.m4s'), {}, 'HEAD')))
    const etag = head.headers['etag'] ?? ''
    const fresh = await ask(signed('seg.m4s'), { 'if-none-match': etag })
    expect(fresh.status).toBe(304)
    expect(fresh.headers['cache-control']).toContain('immutable')
    const range = 'bytes=0-9'
    expect((await ask(signed('seg.m4s'), { range, 'if-range': etag })).status).toBe(206)
    expect((await ask(signed('seg.m4s'), { range, 'if-range': '"other"' })).status).toBe(200)
    const preflight = await ask(signed('seg.m4s'), {}, 'OPTIONS')
    expect(comparable(preflight)).toEqual(comparable(await askNode(signed('seg.m4s'), {}, 'OPTIONS')))
    expect((await ask(signed('seg.m4s'), {}, 'POST')).status).toBe(405)
  })

  it('a picture signed alone', async () => {
    const address = signMediaPath('artwork/0199-title/poster-1.webp', { lifetime: 'artwork' })
    expect(comparable(await ask(address))).toEqual(comparable(await askNode(address)))
  })

  it('and a file that is gone', async () => {
    const [fromNginx, fromNode] = [await ask(signed('gone.m4s')), await askNode(signed('gone.m4s'))]
    expect({ ...problemOf(fromNginx), requestId: '' }).toEqual({ ...problemOf(fromNode), requestId: '' })
    expect(fromNginx.headers['cache-control']).toBe('no-store')
  })
})

const problemOf = ({ body }: Answer) => JSON.parse(body.toString()) as Record<string, unknown>

describe('refused', () => {
  const good = () => signed('seg.m4s')
  const part = (index: number) => good().split('/')[index] ?? ''
  it.each([
    [
      'an altered signature',
      () =>
        good().replace(
          part(2),
          part(2).replace(/^./, (sign) => (sign === 'A' ? 'B' : 'A')),
        ),
    ],
    ['a signature cut short', () => good().replace(part(2), part(2).slice(1))],
    ['no signature', () => `/s/x/1/${version}/seg.m4s`],
    ['a later expiry', () => good().replace(part(3), String(Number(part(3)) + 1))],
    ['an expiry of other digits', () => good().replace(part(3), `0${part(3)}`)],
    ['an expiry that is past', () => signed('seg.m4s', new Date(0))],
    ['an expiry just past', () => signed('seg.m4s', new Date(Date.now() - 13 * 3_600_000))],
    ['another asset', () => good().replace('0199-asset', '0199-other')],
    ['another version', () => good().replace('0199-version', '0199-versioo')],
    [
      'a picture under a film’s signature',
      () => good().replace(/media\/.*/, 'artwork/0199-title/poster-1.webp'),
    ],
    ['a source', () => good().replace(/media\/.*/, 'sources/0199-asset/secret.mp4')],
  ])('%s as the web process refuses it', async (_, address) => {
    const [fromNginx, fromNode] = [await ask(address()), await askNode(address())]
    expect(fromNginx.status).toBe(403)
    expect(fromNode.status).toBe(403)
    expect({ ...problemOf(fromNginx), requestId: '' }).toEqual({ ...problemOf(fromNode), requestId: '' })
    expect(comparable({ ...fromNginx, headers: { ...fromNginx.headers, 'content-length': '' } })).toEqual(
      comparable({ ...fromNode, headers: { ...fromNode.headers, 'content-length': '' } }),
    )
    expect(fromNginx.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/)
  })

  it.each([
    '../../../sources/0199-asset/secret.mp4',
    '..%2f..%2f..%2f..%2fsources/0199-asset/secret.mp4',
    '%2e%2e/%2e%2e/%2e%2e/%2e%2e/sources/0199-asset/secret.mp4',
    '..%252f..%252fsources/0199-asset/secret.mp4',
    '..\\..\\sources\\secret.mp4',
    '/etc/passwd',
    '%00.m4s',
    '.hidden.m4s',
    '',
    '?x=1',
  ])('the way out %s', async (way) => {
    const answer = await ask(good().replace('seg.m4s', way))
    expect([400, 403, 404]).toContain(answer.status)
    expect(answer.body.includes(Buffer.from(bytes.subarray(0, 64)))).toBe(false)
  })

  it('metrics, which are for the inside', async () => {
    expect((await ask('/metrics')).status).toBe(404)
  })
})

it('does not start without the secret that the web process has', async () => {
  const own = path.join(folder, 'no-secret')
  const started = startNginx({ folder: own, port: await freePort(), storage: own, signingSecret: 'short' })
  await expect(started).rejects.toThrow('nginx did not start')
  expect(await readFile(path.join(own, 'error.log'), 'utf8')).toContain(
    'SIGNING_SECRET is missing or shorter',
  )
})
