// A web worker: SHA-256 of a file, piece by piece, so that a film of any length takes a few megabytes of memory.
// WebCrypto hashes only what is wholly in memory; hash-wasm takes pieces.
import { createSHA256 } from 'hash-wasm'
import type { HashAnswer, HashQuestion } from './hash-messages.ts'

const pieceBytes = 4 * 1024 * 1024
const endBytes = 1024 * 1024

onmessage = (event: MessageEvent<HashQuestion>) => {
  void answer(event.data).then((message: HashAnswer) => postMessage(message))
}

async function answer({ file, what }: HashQuestion): Promise<HashAnswer> {
  const hash = await createSHA256().catch(() => null)
  // A policy of the page may forbid WebAssembly: the server hashes in any case.
  if (!hash) return { kind: 'unavailable' }
  hash.init()
  try {
    for await (const piece of what === 'whole' ? pieces(file) : ends(file)) hash.update(piece)
  } catch {
    return { kind: 'unreadable' }
  }
  return { kind: 'hashed', sha256: hash.digest('hex') }
}

async function* pieces(file: File): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < file.size; start += pieceBytes) yield read(file, start, start + pieceBytes)
}

/** Size in decimal digits, first MiB, last MiB: as the server reckons it. */
async function* ends(file: File): AsyncGenerator<Uint8Array> {
  const length = Math.min(file.size, endBytes)
  yield new TextEncoder().encode(String(file.size))
  yield read(file, 0, length)
  yield read(file, file.size - length, file.size)
}

async function read(file: File, start: number, end: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(start, end).arrayBuffer())
}
