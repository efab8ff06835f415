import { StorageError } from './errors.ts'

const MAX_KEY_BYTES = 1024
const SEGMENT = /^[\p{L}\p{N}_][\p{L}\p{N}_.@+ -]*$/u

/**
 * Gives the key back when every adapter can hold it: non-empty segments of letters, digits and `_.@+ -` that begin
 * with a letter, digit or underscore, so that neither `..`, a hidden temporary name nor an absolute path is one.
 */
export function parseKey(key: string): string {
  const sound =
    Buffer.byteLength(key) <= MAX_KEY_BYTES && key.split('/').every((segment) => SEGMENT.test(segment))
  if (!sound) throw new StorageError('key-invalid', `Not a storage key: ${JSON.stringify(key.slice(0, 80))}`)
  return key
}

/** Gives a prefix back, "" or a key ending in "/"; a prefix without its slash would take neighbours along. */
export function parsePrefix(prefix: string): string {
  if (prefix === '') return prefix
  if (!prefix.endsWith('/')) throw new StorageError('key-invalid', 'A prefix ends in a slash')
  return `${parseKey(prefix.slice(0, -1))}/`
}
