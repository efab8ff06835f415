import { DetailedError, Upload } from 'tus-js-client'
import { isSameFile, isUnderWay, type UploadItem, type UploadTarget } from './upload-item.ts'
import { recallUploads, rememberUploads } from './upload-memory.ts'
import { addSample, startRate } from './transfer-rate.ts'

const endpoint = '/api/uploads'
const atATime = 2
const chunkBytes = 32 * 1024 * 1024
const rememberEveryMs = 2_000
// Half a minute between tries, for as long as the tab is open.
const retryDelaysMs = [0, 1_000, 3_000, 5_000, 10_000, 20_000, ...Array.from({ length: 500 }, () => 30_000)]

export type NewUpload = { file: File; target: UploadTarget; label: string }

/** Sends films by the tus protocol, a few at a time, and remembers across reloads what is unfinished. */
export class UploadQueue {
  private items: readonly UploadItem[] = []
  private readonly files = new Map<string, File>()
  private readonly transfers = new Map<string, Upload>()
  private readonly listeners = new Set<() => void>()
  private rememberedAtMs = 0
  private readonly onDone: (item: UploadItem) => void

  constructor(onDone: (item: UploadItem) => void) {
    this.onDone = onDone
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly snapshot = (): readonly UploadItem[] => this.items

  /** Shows the transfers that an earlier page left; call once, in the browser. */
  recall(): void {
    if (this.items.length === 0) this.replace(recallUploads(localStorage))
  }

  /** Puts files in line; one that was interrupted for the same target goes on from where it was. */
  add(uploads: readonly NewUpload[]): void {
    for (const upload of uploads) {
      const interrupted = this.items.find(
        (item) =>
          item.state === 'needs-file' &&
          isSameFile(item, upload.file) &&
          sameTarget(item.target, upload.target),
      )
      if (interrupted) this.giveFile(interrupted.id, upload.file)
      else this.append(upload)
    }
    this.pump()
  }

  /** Goes on with interrupted transfers whose files are among these; gives the files that belong to none. */
  resumeWith(files: readonly File[]): File[] {
    const rest = files.filter((file) => {
      const item = this.items.find((each) => each.state === 'needs-file' && isSameFile(each, file))
      if (item) this.giveFile(item.id, file)
      return !item
    })
    this.pump()
    return rest
  }

  pause(id: string): void {
    void this.stop(id)
    this.patch(id, { state: 'paused', rate: null })
    this.pump()
  }

  resume(id: string): void {
    this.patch(id, { state: this.files.has(id) ? 'waiting' : 'needs-file', errorCode: null })
    this.pump()
  }

  /** Ends the transfer and has the server drop what it got. */
  async cancel(id: string): Promise<void> {
    const url = this.find(id)?.uploadUrl
    await this.stop(id)
    this.remove(id)
    this.pump()
    // What the server cannot drop now it drops when the upload expires.
    if (url) await Upload.terminate(url, { retryDelays: null }).catch(() => undefined)
  }

  /** Takes a finished transfer out of the tray. */
  remove(id: string): void {
    this.files.delete(id)
    this.replace(this.items.filter((item) => item.id !== id))
    this.remember()
  }

  /** Stops all sending because the network is gone, or takes it up again. */
  setOnline(online: boolean): void {
    for (const item of this.items) {
      if (online && item.state === 'offline') this.patch(item.id, { state: 'waiting' })
      if (!online && item.state === 'sending') {
        void this.stop(item.id)
        this.patch(item.id, { state: 'offline', rate: null })
      }
    }
    if (online) this.pump()
  }

  /** Stops sending, keeping all that is needed to go on. */
  destroy(): void {
    this.remember()
    for (const id of this.transfers.keys()) void this.stop(id)
    this.listeners.clear()
  }

  private append({ file, target, label }: NewUpload): void {
    const id = crypto.randomUUID()
    this.files.set(id, file)
    const item: UploadItem = {
      id,
      fileName: file.name,
      sizeBytes: file.size,
      lastModified: file.lastModified,
      target,
      label,
      state: 'waiting',
      sentBytes: 0,
      rate: null,
      uploadUrl: null,
      errorCode: null,
    }
    this.replace([...this.items, item])
  }

  private giveFile(id: string, file: File): void {
    this.files.set(id, file)
    this.patch(id, { state: 'waiting', errorCode: null })
  }

  private pump(): void {
    const busy = this.items.filter((item) => item.state === 'sending' || item.state === 'offline').length
    const next = this.items.filter((item) => item.state === 'waiting').slice(0, Math.max(0, atATime - busy))
    for (const item of next) this.send(item)
  }

  private send(item: UploadItem): void {
    const file = this.files.get(item.id)
    if (!file) return
    this.patch(item.id, { state: 'sending', rate: null })
    const transfer = new Upload(file, {
      endpoint,
      uploadUrl: item.uploadUrl,
      chunkSize: chunkBytes,
      retryDelays: retryDelaysMs,
      storeFingerprintForResuming: false,
      metadata: uploadMetadata(file, item.target),
      onUploadUrlAvailable: () => {
        this.patch(item.id, { uploadUrl: transfer.url })
        this.remember()
      },
      onProgress: (sent) => this.progressed(item.id, sent),
      onShouldRetry: (error) => this.shouldRetry(item.id, error),
      onSuccess: () => this.finished(item.id),
      onError: (error) => this.failed(item.id, error),
    })
    this.transfers.set(item.id, transfer)
    transfer.start()
  }

  private progressed(id: string, sentBytes: number): void {
    const item = this.find(id)
    // Progress may still arrive after a pause.
    if (!item || (item.state !== 'sending' && item.state !== 'offline')) return
    const nowMs = Date.now()
    // The first report of a resumed transfer tells what the server already had: that is no speed.
    const rate = item.rate ? addSample(item.rate, sentBytes, nowMs) : startRate(sentBytes, nowMs)
    this.patch(id, { state: 'sending', sentBytes, rate })
    if (nowMs - this.rememberedAtMs > rememberEveryMs) this.remember()
  }

  private shouldRetry(id: string, error: DetailedError): boolean {
    const status = error.originalResponse?.getStatus() ?? 0
    const passing = status === 0 || status === 409 || status === 423 || status === 429 || status >= 500
    if (passing && this.find(id)?.state === 'sending') this.patch(id, { state: 'offline', rate: null })
    return passing
  }

  private finished(id: string): void {
    this.transfers.delete(id)
    this.files.delete(id)
    const item = this.find(id)
    if (item) this.patch(id, { state: 'done', sentBytes: item.sizeBytes, rate: null })
    this.remember()
    this.pump()
    if (item) this.onDone(item)
  }

  private failed(id: string, error: Error): void {
    this.transfers.delete(id)
    this.patch(id, { state: 'failed', rate: null, errorCode: errorCodeOf(error) })
    this.remember()
    this.pump()
  }

  private async stop(id: string): Promise<void> {
    const transfer = this.transfers.get(id)
    this.transfers.delete(id)
    await transfer?.abort()
  }

  private find(id: string): UploadItem | undefined {
    return this.items.find((item) => item.id === id)
  }

  private patch(id: string, change: Partial<UploadItem>): void {
    this.replace(this.items.map((item) => (item.id === id ? { ...item, ...change } : item)))
  }

  private replace(items: readonly UploadItem[]): void {
    this.items = items
    for (const listener of this.listeners) listener()
  }

  private remember(): void {
    this.rememberedAtMs = Date.now()
    rememberUploads(localStorage, this.items)
  }

  /** Tells whether leaving the page now would stop something. */
  get underWay(): boolean {
    return this.items.some(isUnderWay)
  }
}

function sameTarget(one: UploadTarget, other: UploadTarget): boolean {
  return one.titleId === other.titleId && one.episodeId === other.episodeId && one.role === other.role
}

function uploadMetadata(file: File, target: UploadTarget): Record<string, string> {
  return {
    filename: file.name,
    filetype: file.type,
    titleId: target.titleId,
    role: target.role,
    ...(target.episodeId ? { episodeId: target.episodeId } : {}),
  }
}

/** Reads the code of a problem answer, or says plainly that the transfer broke. */
function errorCodeOf(error: Error): string {
  const body = error instanceof DetailedError ? error.originalResponse?.getBody() : undefined
  try {
    const problem: unknown = JSON.parse(body ?? '')
    if (
      typeof problem === 'object' &&
      problem !== null &&
      'code' in problem &&
      typeof problem.code === 'string'
    )
      return problem.code
  } catch {
    // tus answers plain text for its own refusals.
  }
  return 'upload.failed'
}
