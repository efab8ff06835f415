import { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'

/** Handed on at once: fewer, larger writes are several times as fast as one for each piece off the network. */
const gatherBytes = 1024 * 1024
/** Off a slow line not so much comes at once; a killed process loses no more than this. */
const gatherMs = 500

export type Gathering = {
  /** Is given pieces in their order, the next only after it has ended with the ones before. */
  hand: (pieces: Uint8Array[], bytes: number) => Promise<void>
  /** Is told each piece's bytes as it comes; what it throws ends the reading. */
  admit: (bytes: number) => void
  /** Ends the reading, as for a connection that is dead without knowing it. */
  signal: AbortSignal | undefined
}

/**
 * Hands on what comes in larger pieces, reading further meanwhile, by no more than as much again. Throws what broke
 * the reading, after what had come was handed on, or what `hand` threw. Listens to the stream itself: a promise or
 * three for each 64 KB cost as much as the bytes.
 */
export async function gather(body: AsyncIterable<Uint8Array>, gathering: Gathering): Promise<void> {
  const incoming = body instanceof Readable ? body : Readable.from(body)
  const { hand, admit, signal } = gathering
  const release = body instanceof IncomingMessage ? letGo : () => undefined
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>()
  let pieces: Uint8Array[] = []
  let bytes = 0
  let handedAtMs = performance.now()
  let handing = null as Promise<void> | null

  const isDue = () => bytes >= gatherBytes || (bytes > 0 && performance.now() - handedAtMs >= gatherMs)
  const flush = async () => {
    const [full, count] = [pieces, bytes]
    pieces = []
    bytes = 0
    handedAtMs = performance.now()
    await hand(full, count)
    for (const piece of full) release(piece)
  }
  const handOn = () => {
    handing = flush().then(() => {
      handing = null
      if (isDue()) handOn()
      if (incoming.isPaused()) incoming.resume()
    })
    handing.catch(reject)
  }
  const take = (piece: Uint8Array) => {
    try {
      admit(piece.byteLength)
    } catch (error) {
      return stop(error as Error)
    }
    pieces.push(piece)
    bytes += piece.byteLength
    if (!isDue()) return
    if (handing) incoming.pause()
    else handOn()
  }
  const stop = (error: Error) => {
    incoming.off('data', take)
    incoming.destroy()
    reject(error)
  }
  const giveWay = () => stop(new Error('Another connection goes on with this upload.'))

  incoming.once('end', resolve).on('error', reject)
  incoming.once('close', () => reject(new Error('The connection was closed.')))
  signal?.addEventListener('abort', giveWay, { once: true })
  if (signal?.aborted) giveWay()
  // It may have broken before anybody listened.
  else if (incoming.destroyed) reject(new Error('The connection was closed.'))
  else incoming.on('data', take)
  try {
    await ended
  } finally {
    signal?.removeEventListener('abort', giveWay)
    // Whatever ended it: nothing more is taken, and everything that came is handed on.
    incoming.off('data', take)
    while (handing) await handing
    if (bytes > 0) await flush()
  }
}

/**
 * Frees a piece's memory at once. Node gives each piece of a request's body memory of its own outside the heap, and
 * the collector goes through the whole heap for every 64 MB of such: that took half of an upload's processor time.
 */
function letGo({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}
