import { DetailedError, Upload, type HttpRequest } from 'tus-js-client'
import { hashFile } from './hash-file.ts'
import { uploadEndpoint } from './upload-api.ts'
import type { UploadItem } from './upload-item.ts'

const chunkBytes = 32 * 1024 * 1024
// Half a minute between tries, for as long as the tab is open.
const retryDelaysMs = [0, 1_000, 3_000, 5_000, 10_000, 20_000, ...Array.from({ length: 500 }, () => 30_000)]

export type UploadError = NonNullable<UploadItem['error']>

export type TransferEvents = {
  onUrl: (url: string) => void
  onProgress: (sentBytes: number) => void
  /** It broke and is tried again by itself. */
  onInterrupted: (error: UploadError | null) => void
  onDone: () => void
  onFailed: (error: UploadError) => void
}

export type Transfer = { stop: () => Promise<void> }

/**
 * Sends a file by the tus protocol, going on from where the server is. Its SHA-256 is reckoned meanwhile and goes
 * with the last part, which waits for it: the server refuses what arrived otherwise.
 */
export function startTransfer(file: File, item: UploadItem, on: TransferEvents): Transfer {
  const hash = hashFile(file, 'whole')
  let ended = false
  const end = (tell: () => void) => {
    if (ended) return
    ended = true
    hash.stop()
    tell()
  }
  const upload = new Upload(file, {
    endpoint: uploadEndpoint,
    uploadUrl: item.uploadUrl,
    chunkSize: chunkBytes,
    retryDelays: retryDelaysMs,
    storeFingerprintForResuming: false,
    metadata: uploadMetadata(file, item),
    onBeforeRequest: async (request) => {
      if (!isLastPart(request, file.size)) return
      const answer = await hash.answer
      if (answer.kind === 'hashed') request.setHeader('Upload-Sha256', answer.sha256)
      if (answer.kind === 'unreadable') throw new Error('The file was changed while it was sent.')
    },
    onUploadUrlAvailable: () => on.onUrl(upload.url ?? ''),
    onProgress: (sent) => on.onProgress(sent),
    onShouldRetry: (error) => {
      if (ended || !isPassing(error)) return false
      on.onInterrupted(readError(error))
      return true
    },
    onSuccess: () => end(on.onDone),
    onError: (error) => end(() => on.onFailed(readError(error) ?? { code: 'upload.failed', params: {} })),
  })
  void hash.answer.then(({ kind }) => {
    if (kind !== 'unreadable') return
    void upload.abort()
    end(() => on.onFailed({ code: 'upload.file-changed', params: {} }))
  })
  upload.start()
  return {
    stop: async () => {
      ended = true
      hash.stop()
      await upload.abort()
    },
  }
}

/** Has the server drop what it got; what it cannot drop now it drops when the upload expires. */
export async function terminateUpload(url: string): Promise<void> {
  await Upload.terminate(url, { retryDelays: null }).catch(() => undefined)
}

function isLastPart(request: HttpRequest, size: number): boolean {
  if (request.getMethod() !== 'PATCH') return false
  return Number(request.getHeader('Upload-Offset') ?? 0) + chunkBytes >= size
}

function isPassing(error: DetailedError): boolean {
  const status = error.originalResponse?.getStatus() ?? 0
  return status === 0 || status === 409 || status === 423 || status === 429 || status >= 500
}

function uploadMetadata(file: File, { target, fingerprint }: UploadItem): Record<string, string> {
  return {
    filename: file.name,
    filetype: file.type,
    titleId: target.titleId,
    role: target.role,
    ...(target.episodeId ? { episodeId: target.episodeId } : {}),
    ...(fingerprint ? { fingerprint } : {}),
  }
}

/** Reads the code of a problem answer with its values; null where the server said nothing. */
function readError(error: Error): UploadError | null {
  const body = error instanceof DetailedError ? error.originalResponse?.getBody() : undefined
  try {
    const problem = JSON.parse(body ?? '') as { code?: unknown; params?: unknown } | null
    if (typeof problem?.code !== 'string') return null
    return { code: problem.code, params: (problem.params ?? {}) as UploadError['params'] }
  } catch {
    // A proxy before the server answers in its own way.
    return null
  }
}
