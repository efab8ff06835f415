import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { atMost } from '../platform/concurrency/at-most.ts'

/** Addresses that have a password hashed. */
const signIns = /^\/api\/auth\/(?:login|callback\/credentials)\/?(?:\?|$)/
/** One reads and writes while the other's password is hashed. */
const lanes = 2
const mostWaiting = 400
/** Whoever takes longer is waited for no more. */
const patienceMs = 5000

/**
 * Has sign-ins stand in line before the server's listeners: Next would take up a whole crowd that comes together before
 * it goes on with any page. Past 400 they go on as they come, to be turned away where passwords are hashed.
 */
export function keepSignInsInLine(server: Server): void {
  const listeners = server.listeners('request')
  const inTurn = atMost(lanes, mostWaiting)
  server.removeAllListeners('request')
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    let isAnswered = false
    const answer = (): void => {
      isAnswered = true
      for (const listener of listeners) listener.call(server, request, response)
    }
    if (request.method !== 'POST' || !signIns.test(request.url ?? '')) return answer()
    // The body is there by now, unless its sender is slow: nobody waits for such a one.
    setImmediate(() => {
      if (!request.complete) return answer()
      void inTurn(async () => {
        // Whoever went away while waiting needs no answer.
        if (response.destroyed) return
        answer()
        await once(response, 'close', { signal: AbortSignal.timeout(patienceMs) })
      }).catch(() => {
        if (!isAnswered) answer()
      })
    })
  })
}
