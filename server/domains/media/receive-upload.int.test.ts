import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { moveClock } from '../../platform/clock/testing.ts'
import { closePostgres } from '../../platform/postgres/postgres.ts'
import { storage } from '../../platform/storage/index.ts'
import { listUploads, receiveUpload, sweepUploads } from './index.ts'
import { sourceOf, uploadOf, auditedActions } from './testing.repository.ts'
import {
  me,
  other,
  worker,
  folder,
  sha256,
  newTitle,
  tus,
  begin,
  patch,
  head,
  idOf,
  codeOf,
  filesOf,
} from './testing.ts'
import { fingerprintFile } from './upload-hashes.ts'

const dayMs = 24 * 60 * 60 * 1000

beforeAll(() => mkdir(folder(), { recursive: true }))
afterEach(() => moveClock(0))
afterAll(closePostgres)

describe('what is being received', () => {
  it('is hashed as it comes and kept with its hash and fingerprint', async () => {
    const bytes = randomBytes(3_000_000)
    const path = await begin(bytes)
    expect((await patch(me, path, 0, bytes.subarray(0, 1_400_000))).status).toBe(204)
    const rest = bytes.subarray(1_400_000)
    const last = await patch(me, path, 1_400_000, rest, { 'upload-sha256': sha256(bytes) })
    expect(last.status).toBe(204)
    const source = await sourceOf(path)
    const file = await storage().asLocalFile(source?.storageKey ?? '')
    const fingerprint = await fingerprintFile(file.path)
    expect(source).toMatchObject({ sha256: sha256(bytes), fingerprint, sizeBytes: bytes.length })
    expect(fingerprint).toBe(
      sha256(Buffer.concat([Buffer.from('3000000'), bytes.subarray(0, 1 << 20), bytes.subarray(-(1 << 20))])),
    )
    expect(await filesOf(path)).toEqual([])
  })

  it('keeps what came before the connection broke, and goes on from there in another process', async () => {
    const bytes = randomBytes(2_500_000)
    const path = await begin(bytes)
    let sent = 0
    const breaking = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent >= 1_500_000) return controller.error(new Error('gone'))
        controller.enqueue(bytes.subarray(sent, (sent += 100_000)))
      },
    })
    await patch(me, path, 0, breaking)
    const offset = Number((await head(path)).headers.get('upload-offset'))
    expect(offset).toBeGreaterThan(1_000_000)
    // What a restarted server does not know any more.
    Reflect.deleteProperty(globalThis, 'marqueeTusServer')
    Reflect.deleteProperty(globalThis, 'marqueeUploadHashes')
    const middle = offset + 300_000
    expect((await patch(me, path, offset, bytes.subarray(offset, middle))).status).toBe(204)
    const last = await patch(me, path, middle, bytes.subarray(middle), { 'upload-sha256': sha256(bytes) })
    expect(last.status).toBe(204)
    expect(await sourceOf(path)).toMatchObject({ sha256: sha256(bytes) })
  })

  it('is refused when it is not what was sent, and can be sent again', async () => {
    const bytes = randomBytes(50_000)
    const titleId = await newTitle()
    const path = await begin(bytes, { titleId })
    const damaged = Buffer.from(bytes)
    damaged[40_000]! ^= 1
    const refused = await patch(me, path, 0, damaged, { 'upload-sha256': sha256(bytes) })
    expect(refused.status).toBe(400)
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
    expect(await codeOf(refused)).toBe('upload.hash-mismatch')
    expect(await filesOf(path)).toEqual([])
    expect(await sourceOf(path)).toBeUndefined()
    expect(await auditedActions(idOf(path))).toEqual(['upload.refuse'])
    expect((await head(path)).status).toBe(404)
    const again = await begin(bytes, { titleId, sha256: sha256(bytes) })
    expect((await patch(me, again, 0, bytes)).status).toBe(204)
    expect(await sourceOf(again)).toMatchObject({ sha256: sha256(bytes) })
  })

  it('belongs to who began it', async () => {
    const bytes = randomBytes(1000)
    const path = await begin(bytes)
    for (const response of [
      await head(path, other),
      await patch(other, path, 0, bytes),
      await receiveUpload(other, tus('DELETE', path)),
    ]) {
      expect(response.status).toBe(403)
      expect(await codeOf(response)).toBe('upload.not-yours')
    }
    expect((await listUploads(other)).find(({ id }) => id === idOf(path))?.isMine).toBe(false)
    expect((await patch(me, path, 0, bytes)).status).toBe(204)
  })

  it.each([
    ['no offset', 'PATCH', { 'content-type': 'application/offset+octet-stream' }, 'upload.header-invalid'],
    ['a wrong offset', 'PATCH', { 'upload-offset': '-1' }, 'upload.header-invalid'],
    [
      'another content type',
      'PATCH',
      { 'upload-offset': '0', 'content-type': 'text/plain' },
      'upload.header-invalid',
    ],
    ['a hash that is none', 'PATCH', { 'upload-offset': '0', 'upload-sha256': 'x' }, 'upload.header-invalid'],
    ['no length', 'POST', {}, 'upload.header-invalid'],
    ['a length that is none', 'POST', { 'upload-length': '1e9' }, 'upload.header-invalid'],
    ['a length told later', 'POST', { 'upload-defer-length': '1' }, 'upload.header-invalid'],
    ['an empty file', 'POST', { 'upload-length': '0' }, 'media.file-empty'],
    ['too large a file', 'POST', { 'upload-length': '99999999999999' }, 'upload.too-large'],
    [
      'too much metadata',
      'POST',
      { 'upload-length': '1', 'upload-metadata': `filename ${'a'.repeat(5000)}` },
      'upload.header-invalid',
    ],
    [
      'broken metadata',
      'POST',
      { 'upload-length': '1', 'upload-metadata': 'filename !!' },
      'upload.header-invalid',
    ],
    ['another version', 'POST', { 'upload-length': '1', 'tus-resumable': '0.2.2' }, 'upload.header-invalid'],
  ])('refuses %s in plain words', async (_what, method, headers, code) => {
    const path = method === 'PATCH' ? await begin(randomBytes(10)) : '/api/uploads'
    const given = {
      'content-type': 'application/offset+octet-stream',
      ...(headers as Record<string, string>),
    }
    if (method === 'POST' || !('content-type' in headers)) Reflect.deleteProperty(given, 'content-type')
    const response = await receiveUpload(me, tus(method, path, given))
    expect(response.status).toBe(400)
    expect(await codeOf(response)).toBe(code)
  })

  it('takes nothing beyond its end, at another place or after its end', async () => {
    const bytes = randomBytes(1000)
    const path = await begin(bytes)
    expect((await patch(me, path, 500, bytes)).status).toBe(409)
    const long = { 'content-length': '2000' }
    expect(await codeOf(await patch(me, path, 0, randomBytes(2000), long))).toBe('upload.too-long')
    expect((await patch(me, path, 0, bytes)).status).toBe(204)
    expect(await codeOf(await patch(me, path, 1000, bytes))).toBe('upload.closed')
    expect((await patch(me, `/api/uploads/${randomUUID()}`, 0, bytes)).status).toBe(404)
  })
})

describe('a process killed while it takes a film in', () => {
  async function receiveAllBut(
    step: 'complete' | 'commit' | 'tidy',
  ): Promise<{ path: string; bytes: Buffer }> {
    const bytes = randomBytes(20_000)
    const path = await begin(bytes)
    if (step === 'tidy') {
      expect((await patch(me, path, 0, bytes)).status).toBe(204)
      await writeFile(join(folder(), `${idOf(path)}.json`), '{}')
      return { path, bytes }
    }
    await writeFile(join(folder(), idOf(path)), bytes)
    if (step === 'commit') {
      const upload = await uploadOf(path)
      const key = `sources/${upload?.assetId}/${idOf(path)}.mp4`
      await storage().moveIn(key, join(folder(), idOf(path)))
    }
    return { path, bytes }
  }

  it.each(['complete', 'commit', 'tidy'] as const)(
    'before it could %s: the client asks, and it is done',
    async (step) => {
      const { path, bytes } = await receiveAllBut(step)
      const answers = await Promise.all([head(path), head(path)])
      for (const answer of answers) expect(answer.headers.get('upload-offset')).toBe(String(bytes.length))
      expect(await sourceOf(path)).toMatchObject({ sha256: sha256(bytes) })
      expect(await listUploads(me)).not.toContainEqual(expect.objectContaining({ id: idOf(path) }))
    },
  )

  it.each(['complete', 'commit', 'tidy'] as const)(
    'before it could %s: nobody asks, and the sweep does it',
    async (step) => {
      const { path, bytes } = await receiveAllBut(step)
      await moveClock(2 * dayMs)
      await sweepUploads(worker())
      const upload = await uploadOf(path)
      const stored = await storage().head(`sources/${upload?.assetId}/${idOf(path)}.mp4`)
      expect(stored?.sizeBytes).toBe(bytes.length)
      expect(await sourceOf(path)).toMatchObject({ sha256: sha256(bytes) })
      expect(await filesOf(path)).toEqual([])
    },
  )
})
