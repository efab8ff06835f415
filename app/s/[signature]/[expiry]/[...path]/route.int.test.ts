import { beforeAll, describe, expect, it } from 'vitest'
import { signMediaPath } from '#server/domains/playback/index.ts'
import { storage } from '#server/platform/storage/index.ts'
import { GET, HEAD, OPTIONS } from './route.ts'

const version = 'media/0199-asset/0199-version'
const bytes = Uint8Array.from({ length: 200_000 }, (_, index) => index % 251)

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const [, , signature = '', expiry = '', ...segments] = path.split('/')
  const request = new Request(`http://localhost${path}`, init)
  const answer = { HEAD, OPTIONS }[init.method ?? ''] ?? GET
  return answer(request, { params: Promise.resolve({ signature, expiry, path: segments }) })
}
const signed = (name: string) => signMediaPath(`${version}/${name}`, { lifetime: 'playback' })
const bodyOf = async (response: Response) => new Uint8Array(await response.arrayBuffer())
const range = (value: string, more: Record<string, string> = {}) => ({ headers: { range: value, ...more } })

beforeAll(async () => {
  await storage().put(`${version}/video-240p.mp4`, bytes)
  await storage().put(`${version}/master.m3u8`, '#EXTM3U\n')
  await storage().put('sources/secret.mp4', bytes)
})

describe('a signed address', () => {
  it('gives the whole file with its type, validator and a life no longer than the signature’s', async () => {
    const response = await ask(signed('video-240p.mp4'))
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'video/mp4',
      'content-length': '200000',
      'accept-ranges': 'bytes',
      'access-control-allow-origin': '*',
    })
    expect(response.headers.get('etag')).toMatch(/^"/)
    const life = /max-age=(\d+), immutable/.exec(response.headers.get('cache-control') ?? '')
    expect(Number(life?.[1])).toBeLessThanOrEqual(12 * 3600)
    expect(await bodyOf(response)).toEqual(bytes)
  })

  it('gives manifests a short life', async () => {
    const response = await ask(signed('master.m3u8'))
    expect(response.headers.get('content-type')).toBe('application/vnd.apple.mpegurl')
    expect(response.headers.get('cache-control')).toBe('public, max-age=60')
  })

  it.each([
    ['bytes=0-99', 0, 100],
    ['bytes=199990-', 199_990, 200_000],
    ['bytes=-10', 199_990, 200_000],
    ['bytes=199990-999999', 199_990, 200_000],
    ['bytes=-999999', 0, 200_000],
  ])('gives %s as 206', async (header, from, to) => {
    const response = await ask(signed('video-240p.mp4'), range(header))
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/200000`)
    expect(response.headers.get('content-length')).toBe(String(to - from))
    expect(await bodyOf(response)).toEqual(bytes.subarray(from, to))
  })

  it.each(['bytes=200000-', 'bytes=-0'])('answers %s with 416', async (header) => {
    const response = await ask(signed('video-240p.mp4'), range(header))
    expect(response.status).toBe(416)
    expect(response.headers.get('content-range')).toBe('bytes */200000')
  })

  it('answers HEAD without a body, and 304 to a validator that still holds', async () => {
    const head = await ask(signed('video-240p.mp4'), { method: 'HEAD' })
    expect(head.status).toBe(200)
    expect(head.headers.get('content-length')).toBe('200000')
    expect((await bodyOf(head)).byteLength).toBe(0)
    const etag = head.headers.get('etag') ?? ''
    const fresh = await ask(signed('video-240p.mp4'), { headers: { 'if-none-match': etag } })
    expect(fresh.status).toBe(304)
    const part = await ask(signed('video-240p.mp4'), range('bytes=0-9', { 'if-range': etag }))
    expect(part.status).toBe(206)
    const whole = await ask(signed('video-240p.mp4'), range('bytes=0-9', { 'if-range': '"other"' }))
    expect(whole.status).toBe(200)
    await Promise.all([part.body?.cancel(), whole.body?.cancel()])
  })

  it('lets other origins ask', async () => {
    const response = await ask(signed('video-240p.mp4'), { method: 'OPTIONS' })
    expect(response.headers.get('access-control-allow-headers')).toContain('range')
  })

  it('of a file that is gone is 404', async () => {
    const response = await ask(signed('video-999p.mp4'))
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ code: 'playback.file-not-found' })
  })
})

describe('refused with 403', () => {
  it.each([
    ['unsigned', () => `/s/x/1/${version}/video-240p.mp4`],
    [
      'altered',
      () => signed('video-240p.mp4').replace(/(?<=\/s\/)./, (letter) => (letter === 'A' ? 'B' : 'A')),
    ],
    ['expired', () => signMediaPath(`${version}/video-240p.mp4`, { lifetime: 'playback', now: new Date(0) })],
    ['a source', () => signed('video-240p.mp4').replace(`${version}/video-240p.mp4`, 'sources/secret.mp4')],
    ['a way out', () => signed('video-240p.mp4').replace('video-240p.mp4', '../../../sources/secret.mp4')],
  ])('%s', async (_, path) => {
    const response = await ask(path())
    expect(response.status).toBe(403)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
  })

  it.each([
    ['a proxy’s request id', 'proxy-0199', /^proxy-0199$/],
    ['an id of its own for one that can’t be kept', '<b>id</b>', /^[0-9a-f-]{36}$/],
  ])('and %s', async (_, given, told) => {
    const response = await ask(`/s/x/1/${version}/video-240p.mp4`, { headers: { 'x-request-id': given } })
    expect(response.headers.get('x-request-id')).toMatch(told)
  })
})
