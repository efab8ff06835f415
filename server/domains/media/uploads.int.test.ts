import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { auditEntries, sources, uploads } from '#db/postgres/schema/index.ts'
import { moveClock } from '../../platform/clock/testing.ts'
import { createContext, systemContext, type Context } from '../../platform/context/context.ts'
import { env } from '../../platform/env/env.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { storage } from '../../platform/storage/index.ts'
import { createTitle } from '../catalogue/index.ts'
import {
  askRoom,
  findImportedFile,
  importSource,
  listUploads,
  lookUpFile,
  receiveUpload,
  removeTitleMedia,
  reuseSource,
  sweepUploads,
} from './index.ts'
import { fingerprintFile } from './upload-hashes.ts'

const dayMs = 24 * 60 * 60 * 1000
const me: Context = createContext({ kind: 'account', accountId: randomUUID(), role: 'admin' })
const other: Context = createContext({ kind: 'account', accountId: randomUUID(), role: 'admin' })
const worker = (): Context => systemContext('worker')
let titles = 0

beforeAll(() => mkdir(folder(), { recursive: true }))
afterEach(() => moveClock(0))
afterAll(closePostgres)

function folder(): string {
  return join(env().DATA_DIR, 'uploads')
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function newTitle(): Promise<string> {
  titles += 1
  return (await createTitle(me, { kind: 'film', title: { vi: `Phim số ${titles}` } })).id
}

function tus(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Uint8Array | ReadableStream<Uint8Array>,
): Request {
  return new Request(`http://localhost:3000${path}`, {
    method,
    headers: { 'tus-resumable': '1.0.0', ...headers },
    ...(body ? { body: body instanceof ReadableStream ? body : Buffer.from(body), duplex: 'half' } : {}),
  })
}

async function create(context: Context, size: number, fields: Record<string, string>): Promise<Response> {
  const metadata = Object.entries(fields).map(([key, value]) => `${key} ${btoa(value)}`)
  const headers = { 'upload-length': String(size), 'upload-metadata': metadata.join(',') }
  return receiveUpload(context, tus('POST', '/api/uploads', headers))
}

async function begin(bytes: Uint8Array, fields: Record<string, string> = {}): Promise<string> {
  const made = await create(me, bytes.length, { filename: 'phim.mp4', titleId: await newTitle(), ...fields })
  expect(made.status).toBe(201)
  return made.headers.get('location') ?? ''
}

function patch(
  context: Context,
  path: string,
  offset: number,
  body: Uint8Array | ReadableStream<Uint8Array>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const type = { 'content-type': 'application/offset+octet-stream' }
  return receiveUpload(
    context,
    tus('PATCH', path, { 'upload-offset': String(offset), ...type, ...headers }, body),
  )
}

const head = (path: string, context = me): Promise<Response> => receiveUpload(context, tus('HEAD', path))
const idOf = (path: string): string => path.split('/').at(-1) ?? ''
const codeOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { code: string }).code

async function sourceOf(path: string) {
  const [source] = await database()
    .select()
    .from(sources)
    .where(eq(sources.uploadId, idOf(path)))
  return source
}

async function audited(id: string): Promise<string[]> {
  const rows = await database().select().from(auditEntries).where(eq(auditEntries.subjectId, id))
  return rows.map((row) => row.action)
}

async function filesOf(path: string): Promise<string[]> {
  return (await readdir(folder())).filter((name) => name.startsWith(idOf(path)))
}

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
    expect(await audited(idOf(path))).toEqual(['upload.refuse'])
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
      const [upload] = await database()
        .select()
        .from(uploads)
        .where(eq(uploads.id, idOf(path)))
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
      const stored = await storage().head(`sources/${(await assetIdOf(path)) ?? ''}/${idOf(path)}.mp4`)
      expect(stored?.sizeBytes).toBe(bytes.length)
      expect(await sourceOf(path)).toMatchObject({ sha256: sha256(bytes) })
      expect(await filesOf(path)).toEqual([])
    },
  )

  async function assetIdOf(path: string): Promise<string | undefined> {
    const [upload] = await database()
      .select()
      .from(uploads)
      .where(eq(uploads.id, idOf(path)))
    return upload?.assetId
  }
})

describe('the sweep', () => {
  it('keeps what is unfinished for seven days after its last byte, then removes it and says so', async () => {
    const bytes = randomBytes(1000)
    const path = await begin(bytes)
    await moveClock(3 * dayMs)
    const later = createContext(me.actor)
    expect((await patch(later, path, 0, bytes.subarray(0, 400))).status).toBe(204)
    await moveClock(9 * dayMs)
    await sweepUploads(worker())
    expect((await head(path)).headers.get('upload-offset')).toBe('400')
    await moveClock(11 * dayMs)
    expect(await sweepUploads(worker())).toMatchObject({ expired: 1 })
    expect((await head(path)).status).toBe(404)
    expect(await filesOf(path)).toEqual([])
    const [entry] = await database()
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.subjectId, idOf(path)), eq(auditEntries.action, 'upload.expire')))
    expect(entry).toMatchObject({
      actor: 'system:worker',
      detail: { receivedBytes: 400, fileName: 'phim.mp4' },
    })
    expect(
      await database()
        .select()
        .from(uploads)
        .where(eq(uploads.id, idOf(path))),
    ).toEqual([])
  })

  it('removes files that no row names, and leaves alone what is under way', async () => {
    const path = await begin(randomBytes(1000))
    const strange = randomUUID()
    const fresh = randomUUID()
    for (const name of [strange, `${strange}.json`, fresh]) await writeFile(join(folder(), name), 'x')
    const orphanKey = `sources/${randomUUID()}/${randomUUID()}.mp4`
    await storage().put(orphanKey, 'x')
    const long = new Date(Date.now() - 3 * dayMs)
    for (const name of [strange, `${strange}.json`, idOf(path)])
      await utimes(join(folder(), name), long, long)
    const object = await storage().asLocalFile(orphanKey)
    await utimes(object.path, long, long)
    const unfinished = join(dirname(dirname(dirname(object.path))), '.incoming', randomUUID())
    await mkdir(dirname(unfinished), { recursive: true })
    await writeFile(unfinished, 'x')
    await utimes(unfinished, long, long)
    await sweepUploads(worker())
    const left = await readdir(folder())
    expect(left).toContain(fresh)
    expect(left).toContain(idOf(path))
    expect(left.filter((name) => name.startsWith(strange))).toEqual([])
    expect(await storage().head(orphanKey)).toBeNull()
    await expect(stat(unfinished)).rejects.toThrow('ENOENT')
  })

  it('is not for viewers', async () => {
    const viewer = createContext({ kind: 'account', accountId: randomUUID(), role: 'viewer' })
    await expect(sweepUploads(viewer)).rejects.toMatchObject({ code: 'auth.forbidden' })
    const file = { sizeBytes: 1, fingerprint: sha256(Buffer.from('')) }
    await expect(lookUpFile(viewer, file)).rejects.toMatchObject({ code: 'auth.forbidden' })
    await expect(askRoom(viewer, { sizeBytes: 1 })).rejects.toMatchObject({ code: 'auth.forbidden' })
    const wanted = {
      sourceId: randomUUID(),
      sha256: file.fingerprint,
      fileName: 'a',
      target: { titleId: randomUUID() },
    }
    await expect(reuseSource(viewer, wanted)).rejects.toMatchObject({ code: 'auth.forbidden' })
  })
})

describe('the same file twice', () => {
  it('is stored once, and goes with the last film made of it', async () => {
    const bytes = randomBytes(30_000)
    const [first, second] = [await newTitle(), await newTitle()]
    const paths = [await begin(bytes, { titleId: first }), await begin(bytes, { titleId: second })]
    await Promise.all(paths.map((path) => patch(me, path, 0, bytes)))
    const [one, two] = await Promise.all(paths.map(sourceOf))
    expect(one?.storageKey).toBe(two?.storageKey)
    expect(one?.id).not.toBe(two?.id)
    const key = one?.storageKey ?? ''
    const kept = await Array.fromAsync(storage().list('sources/'))
    expect(kept.filter(({ sizeBytes }) => sizeBytes === bytes.length)).toHaveLength(1)
    await removeTitleMedia(worker(), { titleId: first })
    expect((await storage().head(key))?.sizeBytes).toBe(bytes.length)
    await removeTitleMedia(worker(), { titleId: second })
    expect(await storage().head(key)).toBeNull()
  })

  it('is stored anew when storage has lost it', async () => {
    const bytes = randomBytes(7000)
    const first = await begin(bytes)
    await patch(me, first, 0, bytes)
    await storage().delete((await sourceOf(first))?.storageKey ?? '')
    const second = await begin(bytes)
    expect((await patch(me, second, 0, bytes)).status).toBe(204)
    expect((await storage().head((await sourceOf(second))?.storageKey ?? ''))?.sizeBytes).toBe(bytes.length)
  })

  it('is known before it is sent, to whom it is unfinished and where it is a film', async () => {
    const bytes = randomBytes(3000)
    const fingerprint = sha256(Buffer.concat([Buffer.from('3000'), bytes, bytes]))
    const titleId = await newTitle()
    const target = { titleId }
    const file = { sizeBytes: bytes.length, fingerprint, target }
    expect(await lookUpFile(me, file)).toEqual({ unfinished: null, source: null })
    const path = await begin(bytes, { titleId, fingerprint })
    await patch(me, path, 0, bytes.subarray(0, 1000))
    expect(await lookUpFile(other, file)).toEqual({ unfinished: null, source: null })
    expect((await lookUpFile(me, file)).unfinished).toMatchObject({
      uploadId: idOf(path),
      receivedBytes: 1000,
      target: { titleId },
    })
    await patch(me, path, 1000, bytes.subarray(1000))
    const known = await lookUpFile(other, file)
    expect(known).toMatchObject({ unfinished: null, source: { sourceId: idOf(path), samePlace: true } })
    const elsewhere = await newTitle()
    expect((await lookUpFile(me, { ...file, target: { titleId: elsewhere } })).source?.samePlace).toBe(false)

    const wanted = { sourceId: idOf(path), fileName: 'lại.mp4', target: { titleId: elsewhere } }
    await expect(reuseSource(me, { ...wanted, sha256: sha256(Buffer.from('other')) })).rejects.toMatchObject({
      code: 'upload.not-the-same-file',
    })
    const used = await reuseSource(me, { ...wanted, sha256: sha256(bytes) })
    expect(used.sourceId).not.toBe(idOf(path))
    const again = await reuseSource(me, { ...wanted, target, sha256: sha256(bytes) })
    expect(again.sourceId).toBe(idOf(path))
  })

  it('is known to the command line too', async () => {
    const path = join(env().DATA_DIR, 'phim.mp4')
    await writeFile(path, randomBytes(5000))
    expect(await findImportedFile(worker(), { path })).toBeNull()
    const titleId = await newTitle()
    const { sourceId } = await importSource(worker(), { path, target: { titleId } })
    expect(await findImportedFile(worker(), { path })).toMatchObject({ target: { titleId } })
    const [source] = await database().select().from(sources).where(eq(sources.id, sourceId))
    expect(source?.sha256).toMatch(/^[0-9a-f]{64}$/)
    await rename(path, `${path}.old`)
    await expect(findImportedFile(worker(), { path })).rejects.toMatchObject({ code: 'media.file-missing' })
  })
})

describe('room', () => {
  const settings = (): { UPLOAD_QUOTA_BYTES?: number; DISK_RESERVE_BYTES: number } => env()
  afterEach(() => Object.assign(env(), { UPLOAD_QUOTA_BYTES: undefined, DISK_RESERVE_BYTES: 0 }))

  async function refusal(size: number): Promise<{ code: string; params: Record<string, number> }> {
    const before = await readdir(folder())
    const response = await create(me, size, { filename: 'a.mp4', titleId: await newTitle() })
    expect(response.status).toBe(400)
    expect(await readdir(folder())).toEqual(before)
    return (await response.json()) as { code: string; params: Record<string, number> }
  }

  it('within the quota counts films once and what is on its way', async () => {
    const path = await begin(randomBytes(100))
    const { usedBytes } = (Object.assign(settings(), { UPLOAD_QUOTA_BYTES: 1 }), await refusal(10))
      .params as {
      usedBytes: number
    }
    Object.assign(settings(), { UPLOAD_QUOTA_BYTES: usedBytes + 1000 })
    expect(await refusal(1001)).toMatchObject({
      code: 'upload.quota-passed',
      params: { sizeBytes: 1001, usedBytes, quotaBytes: usedBytes + 1000 },
    })
    expect((await create(me, 1000, { titleId: await newTitle() })).status).toBe(201)
    expect((await refusal(1)).params.usedBytes).toBe(usedBytes + 1000)
    await receiveUpload(me, tus('DELETE', path))
    expect((await create(me, 100, { titleId: await newTitle() })).status).toBe(201)
  })

  it('on the disk leaves the reserve and what other uploads still take', async () => {
    Object.assign(settings(), { DISK_RESERVE_BYTES: 2 ** 52 })
    const { code, params } = await refusal(1000)
    expect(code).toBe('upload.no-room')
    expect(params).toMatchObject({ sizeBytes: 1000, reserveBytes: 2 ** 52 })
    expect(params.freeBytes).toBeGreaterThan(0)
    const before = params.promisedBytes ?? 0
    Object.assign(settings(), { DISK_RESERVE_BYTES: 0 })
    await begin(randomBytes(5000))
    Object.assign(settings(), { DISK_RESERVE_BYTES: 2 ** 52 })
    expect((await refusal(1000)).params.promisedBytes).toBe(before + 5000)
  })

  it('is asked for before anything is made, beside what else the sender has in line', async () => {
    await begin(randomBytes(100))
    Object.assign(settings(), { UPLOAD_QUOTA_BYTES: 1 })
    const { usedBytes } = (await refusal(10)).params
    Object.assign(settings(), { UPLOAD_QUOTA_BYTES: (usedBytes ?? 0) + 1000 })
    await askRoom(me, { sizeBytes: 1000 })
    await askRoom(me, { sizeBytes: 400, waitingBytes: 600 })
    await expect(askRoom(me, { sizeBytes: 401, waitingBytes: 600 })).rejects.toMatchObject({
      code: 'upload.quota-passed',
    })
  })
})
