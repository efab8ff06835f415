import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { MemoryLocker, Server } from '@tus/server'
import type { Context } from '../../platform/context/context.ts'
import { invalidInput } from '../../platform/errors/app-error.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { beginUpload } from './begin-upload.ts'
import { cancelUpload } from './cancel-upload.ts'
import { completeUpload } from './complete-upload.ts'
import { checkSize, MAX_UPLOAD_BYTES } from './check-room.ts'
import { uploadClosed, uploadNotFound } from './errors.ts'
import { authorizeMediaWrite, authorizeUpload } from './policy.ts'
import {
  assetTargetSchema,
  sha256Schema,
  uploadIdSchema,
  type AssetTarget,
  type SourceRef,
} from './schemas.ts'
import { receivePart } from './receive-part.ts'
import { headerInvalid } from './upload-errors.ts'
import { receivedBytes } from './upload-files.ts'
import { toTusProblem, type TusError } from './upload-problems.ts'
import { findUpload, saveUploadHash, touchUpload, type UploadRow } from './upload.repository.ts'
import { UploadStore } from './upload-store.ts'

const uploadPath = '/api/uploads'
/** A name, an id or two and two hashes take less than half of it. */
const MAX_METADATA = 4096

const contexts = new AsyncLocalStorage<Context>()
// One server a process: its locks keep two connections from writing one upload. Development reloads keep it too.
const holder = globalThis as {
  marqueeTusServer?: { server: Server; store: UploadStore; locker: MemoryLocker }
  marqueeFinishing?: Map<string, Promise<SourceRef>>
}

/**
 * Answers one request of the tus 1.0 protocol (creation, HEAD, PATCH, termination). The upload's metadata names
 * its `filename`, `titleId` and, where they apply, `episodeId`, `role`, `fingerprint` and `sha256`. The PATCH that
 * ends it may carry `Upload-Sha256`, of the whole file in hexadecimal: what arrived otherwise is refused. Whoever
 * began an upload alone goes on with it. Every error is a problem in JSON. `body` gives the bytes where the caller
 * has them in a quicker way than the request's own stream.
 */
export async function receiveUpload(
  context: Context,
  request: Request,
  body: AsyncIterable<Uint8Array> | null = request.body,
): Promise<Response> {
  authorizeMediaWrite(context)
  try {
    const uploadId = readUploadId(request)
    const upload = uploadId === null ? null : await findUpload(database(), uploadId)
    if (upload) authorizeUpload(context, upload)
    checkHeaders(request)
    if (request.method === 'PATCH') return await receive(context, request, upload, uploadId, body)
    const whole = request.method === 'HEAD' && upload ? await answerIfWhole(context, upload) : null
    return whole ?? (await handle(context, request, uploadId))
  } catch (error) {
    const told = toTusProblem(error, context.requestId)
    if (told.status_code >= 500) context.log.error({ err: error }, 'an upload failed')
    return problem(context, told)
  }
}

async function handle(context: Context, request: Request, uploadId: string | null): Promise<Response> {
  const { server } = opened()
  const response = await contexts.run(context, () => server.handleWeb(request))
  if (request.method === 'DELETE' && response.ok && uploadId) await cancelUpload(context, { uploadId })
  if (response.status < 400 || response.headers.get('content-type') === 'application/problem+json')
    return response
  // The protocol's own refusals are a line of text; ours are problems already.
  const text = await response.text()
  if (text.startsWith('{')) return problem(context, { status_code: response.status, body: text })
  const told = toTusProblem({ status_code: response.status, body: text }, context.requestId)
  return problem(context, told)
}

function opened(): { server: Server; store: UploadStore; locker: MemoryLocker } {
  if (holder.marqueeTusServer) return holder.marqueeTusServer
  const [store, locker] = [new UploadStore(), new MemoryLocker()]
  holder.marqueeTusServer = { server: openServer(store, locker), store, locker }
  return holder.marqueeTusServer
}

function openServer(datastore: UploadStore, locker: MemoryLocker): Server {
  return new Server({
    path: uploadPath,
    // A proxy before us may speak another scheme or host.
    relativeLocation: true,
    datastore,
    locker,
    maxSize: MAX_UPLOAD_BYTES,
    namingFunction: () => randomUUID(),
    onUploadCreate: async (_request, upload) => {
      const { filename, name, titleId, episodeId, role, fingerprint, sha256 } = upload.metadata ?? {}
      await beginUpload(currentContext(), {
        uploadId: upload.id,
        fileName: filename ?? name ?? 'film',
        sizeBytes: upload.size ?? 0,
        target: readTarget({ titleId, episodeId: episodeId || null, role: role || undefined }),
        fingerprint: fingerprint ?? undefined,
        sha256: sha256 ?? undefined,
      })
      return {}
    },
    onUploadFinish: async (_request, upload) => {
      await finish(currentContext(), upload.id)
      return {}
    },
    onResponseError: (_request, error) => {
      const { requestId, log } = currentContext()
      const told = toTusProblem(error, requestId)
      if (told.status_code >= 500) log.error({ err: error }, 'an upload failed')
      return told
    },
  })
}

async function receive(
  context: Context,
  request: Request,
  upload: UploadRow | null,
  uploadId: string | null,
  body: AsyncIterable<Uint8Array> | null,
): Promise<Response> {
  if (!upload || upload.state === 'cancelled') throw uploadNotFound(uploadId ?? '')
  if (upload.state === 'completed') throw uploadClosed(upload.id)
  const { headers } = request
  const sha256 = headers.get('upload-sha256')
  if (sha256 !== null && sha256 !== upload.sha256) await saveUploadHash(database(), upload.id, sha256)
  const offset = Number(headers.get('upload-offset'))
  const told = headers.get('content-length')
  const part = { upload, offset, length: told === null ? null : Number(told), body: body ?? nothing() }
  const { store, locker } = opened()
  let at: number
  try {
    at = await receivePart(store, locker, part)
  } finally {
    await touchUpload(database(), upload.id, context.now)
  }
  if (at === upload.sizeBytes) await finish(context, upload.id)
  const answer = { 'tus-resumable': '1.0.0', 'upload-offset': String(at), 'cache-control': 'no-store' }
  return new Response(null, { status: 204, headers: answer })
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/**
 * An upload whose last byte came but whose answer was lost asks where it stands: it is told that it is whole, and
 * what was left undone is done now.
 */
async function answerIfWhole(context: Context, upload: UploadRow): Promise<Response | null> {
  if (upload.state === 'cancelled') throw uploadNotFound(upload.id)
  if (upload.state === 'receiving') {
    const received = await receivedBytes(upload.id)
    // Gone from here when the process ended between taking it into storage and saying so.
    if (received !== null && received !== upload.sizeBytes) return null
    await finish(context, upload.id)
  }
  const size = String(upload.sizeBytes)
  const headers = {
    'tus-resumable': '1.0.0',
    'upload-offset': size,
    'upload-length': size,
    'cache-control': 'no-store',
  }
  return new Response(null, { status: 200, headers })
}

/** Completes an upload once, however many requests ask for it while a long film is hashed. */
async function finish(context: Context, uploadId: string): Promise<SourceRef> {
  const finishing = (holder.marqueeFinishing ??= new Map())
  const running =
    finishing.get(uploadId) ?? completeUpload(context, { uploadId }).finally(() => finishing.delete(uploadId))
  finishing.set(uploadId, running)
  return running
}

function currentContext(): Context {
  const context = contexts.getStore()
  if (!context) throw new Error('An upload was handled outside of its request.')
  return context
}

function readUploadId(request: Request): string | null {
  const last = new URL(request.url).pathname.split('/').at(-1)
  const parsed = uploadIdSchema.safeParse({ uploadId: last })
  return parsed.success ? parsed.data.uploadId : null
}

function checkHeaders(request: Request): void {
  const { headers, method } = request
  if (method === 'OPTIONS') return
  if ((headers.get('upload-metadata')?.length ?? 0) > MAX_METADATA) throw headerInvalid('Upload-Metadata')
  const sha256 = headers.get('upload-sha256')
  if (sha256 !== null && !sha256Schema.safeParse(sha256).success) throw headerInvalid('Upload-Sha256')
  if (headers.get('tus-resumable') !== '1.0.0') throw headerInvalid('Tus-Resumable')
  if (method === 'PATCH') {
    if (!/^\d+$/.test(headers.get('upload-offset') ?? '')) throw headerInvalid('Upload-Offset')
    if (headers.get('content-type') !== 'application/offset+octet-stream') throw headerInvalid('Content-Type')
  }
  if (method === 'POST') checkLength(headers.get('upload-length'))
}

function checkLength(length: string | null): void {
  if (!/^\d{1,15}$/.test(length ?? '')) throw headerInvalid('Upload-Length')
  checkSize(Number(length))
}

function readTarget(metadata: Record<string, unknown>): AssetTarget {
  const target = assetTargetSchema.safeParse(metadata)
  if (target.success) return target.data
  throw invalidInput('upload.target-invalid', 'The upload does not say what it belongs to.')
}

function problem(context: Context, { status_code: status, body }: TusError): Response {
  const headers = {
    'tus-resumable': '1.0.0',
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-request-id': context.requestId,
  }
  return new Response(body, { status, headers })
}
