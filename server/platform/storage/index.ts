import { fileURLToPath } from 'node:url'
import { env } from '../env/env.ts'
import { createDiskStorage } from './disk/disk-storage.ts'
import { StorageError } from './errors.ts'
import type { Storage } from './port.ts'

export type { ByteRange, ObjectInfo, PutFileOptions, Storage, StoredObject } from './port.ts'
export { StorageError, type StorageErrorCode } from './errors.ts'

let configured: Storage | undefined

/** Gives the storage named by `STORAGE_URL`, opened on first use. */
export function storage(): Storage {
  configured ??= openStorage(env().STORAGE_URL)
  return configured
}

/**
 * Opens the storage at an address, `file:///a/folder`; throws StorageError `unconfigured` for a kind there is no
 * adapter for.
 */
function openStorage(address: string): Storage {
  const { protocol } = new URL(address)
  if (protocol === 'file:') return createDiskStorage(fileURLToPath(address))
  throw new StorageError('unconfigured', `No storage adapter for ${protocol} addresses`)
}
