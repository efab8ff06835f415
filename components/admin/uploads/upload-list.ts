import type { UploadItem } from './upload-item.ts'

/** What a transfer is before anything has been done for it. */
const newItem = {
  state: 'waiting' as const,
  sentBytes: 0,
  rate: null,
  uploadUrl: null,
  fingerprint: null,
  known: null,
  error: null,
}

export type NewItem = Omit<UploadItem, keyof typeof newItem> & Partial<UploadItem>

/** The transfers of a tab in the order they came, with listeners; every change makes a new list. */
export class UploadList {
  private items: readonly UploadItem[] = []
  private readonly listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly snapshot = (): readonly UploadItem[] => this.items

  find(id: string): UploadItem | undefined {
    return this.items.find((item) => item.id === id)
  }

  append(...items: NewItem[]): void {
    this.replace([...this.items, ...items.map((item) => ({ ...newItem, ...item }))])
  }

  patch(id: string, change: Partial<UploadItem>): void {
    this.replace(this.items.map((item) => (item.id === id ? { ...item, ...change } : item)))
  }

  remove(id: string): void {
    this.replace(this.items.filter((item) => item.id !== id))
  }

  /** Removes older lines of an upload on the server that this transfer has taken over. */
  dropOthersOf(id: string, uploadUrl: string): void {
    this.replace(this.items.filter((item) => item.id === id || item.uploadUrl !== uploadUrl))
  }

  private replace(items: readonly UploadItem[]): void {
    this.items = items
    for (const listener of this.listeners) listener()
  }
}
