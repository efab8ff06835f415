import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'
import type { Context } from '../../platform/context/context.ts'
import { AppError, invalidInput } from '../../platform/errors/app-error.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { beginUpload } from './begin-upload.ts'
import { cancelUpload } from './cancel-upload.ts'
import { completeUpload } from './complete-upload.ts'
import { uploadFailed } from './errors.ts'
import { authorizeMediaWrite } from './policy.ts'
import { assetTargetSchema, uploadIdSchema, type AssetTarget } from './schemas.ts'
import { receivedBytes, removeUploadFiles, uploadFolder } from './upload-files.ts'
import { findUpload } from './upload.repository.ts'

export const uploadPath = '/api/uploads'
const MAX_BYTES = 200 * 1024 ** 3

const contexts = new AsyncLocalStorage<Context>()
// One server a process: its locks keep two connections from writing one upload. Development reloads keep it too.
const holder = globalThis as { marqueeTusServer?: Server }

/**
 * Answers one request of the tus 1.0 protocol (creation, HEAD, PATCH, termination). The upload's metadata names
 * its `filename`, `titleId` and, where they apply, `episodeId` and `role`. Errors come as problem details.
 */
export async function receiveUpload(context: Context, request: Request): Promise<Response> {
  authorizeMediaWrite(context)
  const uploadId = readUploadId(request)
  if (request.method === 'HEAD' && uploadId) {
    const ended = await answerIfWhole(context, uploadId)
    if (ended) return ended
  }
  holder.marqueeTusServer ??= openServer()
  const server = holder.marqueeTusServer
  const response = await contexts.run(context, () => server.handleWeb(request))
  if (request.method === 'DELETE' && response.ok && uploadId) await cancelUpload(context, { uploadId })
  return response
}

function openServer(): Server {
  return new Server({
    path: uploadPath,
    // A proxy before us may speak another scheme or host.
    relativeLocation: true,
    datastore: new FileStore({ directory: uploadFolder() }),
    maxSize: MAX_BYTES,
    namingFunction: () => randomUUID(),
    onUploadCreate: async (_request, upload) => {
      const { filename, name, titleId, episodeId, role } = upload.metadata ?? {}
      await beginUpload(currentContext(), {
        uploadId: upload.id,
        fileName: filename ?? name ?? 'film',
        sizeBytes: upload.size ?? 0,
        target: readTarget({ titleId, episodeId: episodeId || null, role: role || undefined }),
      })
      return {}
    },
    onUploadFinish: async (_request, upload) => {
      await finish(currentContext(), upload.id)
      return {}
    },
    onResponseError: (_request, error) => toTusError(error),
  })
}

/**
 * An upload whose last byte came but whose answer was lost asks where it stands: it is told that it is whole, and
 * what was left undone is done now.
 */
async function answerIfWhole(context: Context, uploadId: string): Promise<Response | null> {
  const upload = await findUpload(database(), uploadId)
  if (!upload) return null
  if (upload.state === 'receiving') {
    if ((await receivedBytes(uploadId)) !== upload.sizeBytes) return null
    await finish(context, uploadId)
  }
  if (upload.state === 'cancelled') return null
  const size = String(upload.sizeBytes)
  const headers = {
    'tus-resumable': '1.0.0',
    'upload-offset': size,
    'upload-length': size,
    'cache-control': 'no-store',
  }
  return new Response(null, { status: 200, headers })
}

async function finish(context: Context, uploadId: string): Promise<void> {
  await completeUpload(context, { uploadId })
  await removeUploadFiles(uploadId)
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

function readTarget(metadata: Record<string, unknown>): AssetTarget {
  const target = assetTargetSchema.safeParse(metadata)
  if (target.success) return target.data
  throw invalidInput('upload.target-invalid', 'The upload does not say what it belongs to.')
}

type TusError = { status_code: number; body: string }

/** Undefined leaves the protocol's own refusals as they are. */
function toTusError(error: Error | TusError): TusError | undefined {
  if ('status_code' in error) return undefined
  const { requestId, log } = currentContext()
  const known = error instanceof AppError ? error : uploadFailed(error)
  if (known.status >= 500) log.error({ err: error }, 'an upload failed')
  const { code, params, status, publicMessage: title } = known
  const body = { type: 'about:blank', title, status, code, params, requestId }
  return { status_code: status, body: JSON.stringify(body) }
}
