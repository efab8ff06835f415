/** What the product asks of object storage: keys are `/`-separated names without a leading slash. */

export interface ObjectInfo {
  key: string
  sizeBytes: number
  modifiedAt: Date
  /** Strong validator, quoted as HTTP wants it. */
  etag: string
}

/** Both ends inclusive, as in HTTP; `end` may lie beyond the object. */
export interface ByteRange {
  start: number
  end?: number | undefined
}

export interface StoredObject {
  info: ObjectInfo
  /** First and last byte given. */
  start: number
  end: number
  body: ReadableStream<Uint8Array>
}

export interface PutFileOptions {
  signal?: AbortSignal | undefined
  /** Called with the number of bytes that were written since it was called last. */
  onBytes?: ((bytes: number) => void) | undefined
}

export interface Storage {
  /** Writes a whole object in one visible step; replaces what was there. */
  put(
    key: string,
    body: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | Uint8Array | string,
  ): Promise<ObjectInfo>
  /** Copies a local file to a key in one visible step; once the signal has aborted, the key is not written any more. */
  putFile(key: string, localPath: string, options?: PutFileOptions): Promise<ObjectInfo>
  /** Moves a local file to a key: a rename where the disk allows it, otherwise copy and delete. */
  moveIn(key: string, localPath: string): Promise<ObjectInfo>
  /** Opens an object or a part of it; null when there is none; throws StorageError `range-unsatisfiable`. */
  get(key: string, range?: ByteRange): Promise<StoredObject | null>
  /** Size, time and validator of an object, null when there is none. */
  head(key: string): Promise<ObjectInfo | null>
  /** Objects whose key begins with the prefix, in order of key. */
  list(prefix: string): AsyncIterable<ObjectInfo>
  /** Folder-like prefixes right below a prefix, each ending in "/", in order. */
  listFolders(prefix: string): AsyncIterable<string>
  /** Removes one object; removing what is not there is no error. */
  delete(key: string): Promise<void>
  /** Removes every object below a folder-like prefix (ending in "/"). */
  deletePrefix(prefix: string): Promise<void>
  /** Bytes that may still be stored; null where nobody can tell, as with object storage that grows. */
  freeBytes(): Promise<number | null>
  /** Removes what writes that ended midway (a killed process) left behind before this moment; no object is touched. */
  sweepUnfinished(before: Date): Promise<number>
  /** A local path to read the object from: its own on disk, a temporary copy elsewhere; call `release` after. */
  asLocalFile(key: string): Promise<{ path: string; release: () => Promise<void> }>
}

export { StorageError, type StorageErrorCode } from './errors.ts'
