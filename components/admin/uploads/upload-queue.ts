import { fingerprintOf, hashFile } from './hash-file.ts'
import { planStart } from './plan-start.ts'
import { takeTurn } from './take-turn.ts'
import { addSample, startRate } from './transfer-rate.ts'
import { startTransfer, terminateUpload, type Transfer, type UploadError } from './transfer.ts'
import { listMyUploads, lookUpFile, reuseSource, uploadUrlOf } from './upload-api.ts'
import { isSameFile, isUnderWay, sameTarget, type UploadItem, type UploadTarget } from './upload-item.ts'
import { UploadList } from './upload-list.ts'
import { recallUploads, rememberUploads } from './upload-memory.ts'

const atATime = 2
const rememberEveryMs = 2_000

export type NewUpload = {
  file: File
  target: UploadTarget
  label: string
  /** Take the film from what the server has of it without asking; the admin was asked before. */
  useKnown?: boolean
}

/** Sends films by the tus protocol, a few at a time, and remembers across reloads what is unfinished. */
export class UploadQueue {
  private readonly list = new UploadList()
  private readonly files = new Map<string, File>()
  private readonly transfers = new Map<string, Transfer>()
  /** What ends the turn of an item that has not begun its upload yet. */
  private readonly turns = new Map<string, () => void>()
  private readonly askedBefore = new Set<string>()
  private readonly doneListeners = new Set<() => void>()
  private rememberedAtMs = 0
  private recalled = false

  readonly subscribe = this.list.subscribe

  readonly snapshot = this.list.snapshot

  /** Tells a listener whenever a film has arrived; gives what ends that. */
  onDone(listener: () => void): () => void {
    this.doneListeners.add(listener)
    return () => this.doneListeners.delete(listener)
  }

  /** Shows the transfers that an earlier page, or another browser of this account, left; works once. */
  async recall(): Promise<void> {
    if (this.recalled) return
    this.recalled = true
    this.list.append(...recallUploads(localStorage))
    const known = new Set(this.items.map((item) => item.uploadUrl))
    const left = (await listMyUploads()).filter(({ id }) => !known.has(uploadUrlOf(id)))
    // Begun by this very page while the server was asked.
    const mine = new Set(this.items.map((item) => item.uploadUrl))
    for (const { id, fileName, sizeBytes, receivedBytes, target, fingerprint } of left) {
      const uploadUrl = uploadUrlOf(id)
      if (mine.has(uploadUrl)) continue
      const whence = { fileName, sizeBytes, target, fingerprint, lastModified: null, label: fileName }
      this.list.append({ ...whence, uploadUrl, state: 'needs-file', sentBytes: receivedBytes, id })
    }
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
    this.list.patch(id, { state: 'paused', rate: null })
    this.pump()
  }

  resume(id: string): void {
    this.list.patch(id, { state: this.files.has(id) ? 'waiting' : 'needs-file', error: null })
    this.pump()
  }

  /** Makes the film of what the server has, once the file has been found to be the same; else it is sent. */
  async useKnown(id: string): Promise<void> {
    const [item, file] = [this.list.find(id), this.files.get(id)]
    const source = item?.known?.source
    if (!file || !source) return
    this.list.patch(id, { state: 'comparing' })
    const answer = await hashFile(file, 'whole').answer
    if (this.list.find(id)?.state !== 'comparing') return
    const { fileName, target } = item
    const isSame =
      answer.kind === 'hashed' &&
      (await reuseSource({ sourceId: source.sourceId, sha256: answer.sha256, fileName, target }))
    if (isSame) this.finished(id)
    else this.sendAnyway(id)
  }

  /** Goes on with the upload of this file that was begun for something else. */
  goOnWithUnfinished(id: string): void {
    const unfinished = this.list.find(id)?.known?.unfinished
    if (!unfinished) return
    const { uploadId, target, title } = unfinished
    const uploadUrl = uploadUrlOf(uploadId)
    this.list.patch(id, { uploadUrl, target, label: title.vi, state: 'waiting' })
    this.list.dropOthersOf(id, uploadUrl)
    this.pump()
  }

  /** Sends a file although the server has it. */
  sendAnyway(id: string): void {
    this.list.patch(id, { state: 'waiting' })
    this.pump()
  }

  /** Ends the transfer and has the server drop what it got. */
  async cancel(id: string): Promise<void> {
    const url = this.list.find(id)?.uploadUrl
    await this.stop(id)
    this.remove(id)
    this.pump()
    if (url) await terminateUpload(url)
  }

  /** Takes a finished transfer out of the tray. */
  remove(id: string): void {
    this.files.delete(id)
    this.askedBefore.delete(id)
    this.list.remove(id)
    this.remember()
  }

  /** Stops all sending because the network is gone, or takes it up again. */
  setOnline(online: boolean): void {
    for (const item of this.items) {
      if (online && item.state === 'offline') {
        void this.stop(item.id)
        this.list.patch(item.id, { state: 'waiting', error: null })
      }
      if (!online && item.state === 'sending') {
        void this.stop(item.id)
        this.list.patch(item.id, { state: 'offline', rate: null })
      }
    }
    if (online) this.pump()
  }

  /** Keeps in this browser what is needed to go on after a reload. */
  remember(): void {
    this.rememberedAtMs = Date.now()
    rememberUploads(localStorage, this.items)
  }

  /** Tells whether leaving the page now would stop something. */
  get underWay(): boolean {
    return this.items.some(isUnderWay)
  }

  private get items(): readonly UploadItem[] {
    return this.list.snapshot()
  }

  private append({ file, target, label, useKnown }: NewUpload): void {
    const id = crypto.randomUUID()
    if (useKnown) this.askedBefore.add(id)
    this.files.set(id, file)
    const { size: sizeBytes, lastModified } = file
    const fileName = file.name.normalize('NFC')
    this.list.append({ id, fileName, sizeBytes, lastModified, target, label })
  }

  private giveFile(id: string, file: File): void {
    this.files.set(id, file)
    this.list.patch(id, { state: 'waiting', error: null })
  }

  private pump(): void {
    const busy = this.items.filter(({ state }) => ['sending', 'offline', 'checking'].includes(state)).length
    const next = this.items.filter((item) => item.state === 'waiting').slice(0, Math.max(0, atATime - busy))
    for (const item of next) void this.begin(item)
  }

  /** Sends a file, unless the server turns out to have it. */
  private async begin(item: UploadItem): Promise<void> {
    const file = this.files.get(item.id)
    if (!file) return
    // Asked about already, or a part of it is there.
    if (item.known || item.uploadUrl) return this.send(item, file)
    this.list.patch(item.id, { state: 'checking' })
    const fingerprint = await fingerprintOf(file)
    if (fingerprint) this.turns.set(item.id, await takeTurn(fingerprint))
    const { sizeBytes, target } = item
    const known = fingerprint ? await lookUpFile({ sizeBytes, fingerprint, target }) : null
    if (this.list.find(item.id)?.state !== 'checking') return this.endTurn(item.id)
    const start = planStart(item, known, this.items)
    if (start.kind === 'ask') {
      this.endTurn(item.id)
      this.list.patch(item.id, { fingerprint, known, state: 'known' })
      if (known?.source && this.askedBefore.has(item.id)) return this.useKnown(item.id)
      this.pump()
      return
    }
    this.list.patch(item.id, { fingerprint })
    if (start.kind === 'go-on') {
      this.list.dropOthersOf(item.id, start.uploadUrl)
      this.list.patch(item.id, { uploadUrl: start.uploadUrl, sentBytes: start.receivedBytes })
    }
    const now = this.list.find(item.id)
    if (now) this.send(now, file)
  }

  private send(item: UploadItem, file: File): void {
    const { id } = item
    this.list.patch(id, { state: 'sending', rate: null })
    const transfer = startTransfer(file, item, {
      onUrl: (uploadUrl) => {
        this.endTurn(id)
        this.list.patch(id, { uploadUrl })
        this.remember()
      },
      onProgress: (sent) => this.progressed(id, sent),
      onInterrupted: (error) => {
        const { state } = this.list.find(id) ?? {}
        if (state === 'sending' || state === 'offline')
          this.list.patch(id, { state: 'offline', rate: null, error })
      },
      onDone: () => this.finished(id),
      onFailed: (error) => this.failed(id, error),
    })
    this.transfers.set(id, transfer)
  }

  private progressed(id: string, sentBytes: number): void {
    const item = this.list.find(id)
    // Progress may still arrive after a pause.
    if (!item || (item.state !== 'sending' && item.state !== 'offline')) return
    const nowMs = Date.now()
    // The first report of a resumed transfer tells what the server already had: that is no speed.
    const rate = item.rate ? addSample(item.rate, sentBytes, nowMs) : startRate(sentBytes, nowMs)
    this.list.patch(id, { state: 'sending', sentBytes, rate, error: null })
    if (nowMs - this.rememberedAtMs > rememberEveryMs) this.remember()
  }

  private endTurn(id: string): void {
    this.turns.get(id)?.()
    this.turns.delete(id)
  }

  private finished(id: string): void {
    this.endTurn(id)
    this.transfers.delete(id)
    this.files.delete(id)
    const item = this.list.find(id)
    if (item) this.list.patch(id, { state: 'done', sentBytes: item.sizeBytes, rate: null, error: null })
    this.remember()
    this.pump()
    for (const listener of this.doneListeners) listener()
  }

  private failed(id: string, error: UploadError): void {
    this.endTurn(id)
    this.transfers.delete(id)
    // What was refused is gone from the server, and a changed file is another one: the next try begins anew.
    const isGone = ['upload.hash-mismatch', 'upload.file-changed', 'upload.not-found'].includes(error.code)
    this.list.patch(id, {
      state: 'failed',
      rate: null,
      error,
      ...(isGone ? { uploadUrl: null, sentBytes: 0 } : {}),
    })
    if (error.code === 'upload.file-changed') this.files.delete(id)
    this.remember()
    this.pump()
  }

  private async stop(id: string): Promise<void> {
    this.endTurn(id)
    const transfer = this.transfers.get(id)
    this.transfers.delete(id)
    await transfer?.stop()
  }
}
