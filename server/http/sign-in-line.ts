import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { atMost } from '../platform/concurrency/at-most.ts'

/** How sign-ins are let in; tests have less patience. */
type Line = {
  /** One reads and writes while the other's password is hashed. */
  lanes: number
  mostWaiting: number
  /** A body may come in several packets; nobody waits longer for a slow sender. */
  bodyWithinMs: number
  /** Whoever takes longer is waited for no more. */
  patienceMs: number
  /** When its sender has left, a sign-in under way still has about its hash to do. */
  patienceOnceLeftMs: number
}

const usual: Line = {
  lanes: 2,
  mostWaiting: 400,
  bodyWithinMs: 100,
  patienceMs: 5000,
  patienceOnceLeftMs: 300,
}

/** Addresses that have a password hashed. */
const signIns = /^\/api\/auth\/(?:login|callback\/credentials)\/?(?:\?|$)/
const lookEveryMs = 5

/**
 * Has sign-ins stand in line before the server's listeners: Next would take up a whole crowd that comes together before
 * it goes on with any page. It is a courtesy to pages and no guard: senders of slow bodies, and whoever comes when the
 * line is full, go on at once, to the limits behind it.
 */
export function keepSignInsInLine(server: Server, line: Line = usual): void {
  const listeners = server.listeners('request')
  const inTurn = atMost(line.lanes, line.mostWaiting)
  server.removeAllListeners('request')
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    let isAnswered = false
    const answer = (): void => {
      isAnswered = true
      for (const listener of listeners) listener.call(server, request, response)
    }
    if (request.method !== 'POST' || !signIns.test(request.url ?? '')) return answer()
    const standInLine = async (): Promise<void> => {
      if (!(await comesWhole(request, line.bodyWithinMs))) return answer()
      await inTurn(async () => {
        // Whoever went away while waiting needs no answer.
        if (response.destroyed) return
        const ended = untilEnded(response, line)
        answer()
        await ended
      })
    }
    standInLine().catch(() => {
      if (!isAnswered) answer()
    })
  })
}

/** Tells whether the whole body arrives within the time; it is left where it is. */
async function comesWhole(request: IncomingMessage, withinMs: number): Promise<boolean> {
  const givesUpAt = performance.now() + withinMs
  while (!request.complete && !request.destroyed && performance.now() < givesUpAt) await sleep(lookEveryMs)
  return request.complete
}

/**
 * Waits until the answer is given, which is not when it is sent: on one connection it may have to wait for another
 * that its client does not read.
 */
function untilEnded(response: ServerResponse, { patienceMs, patienceOnceLeftMs }: Line): Promise<void> {
  return new Promise((resolve) => {
    let timer = setTimeout(resolve, patienceMs)
    const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse
    response.end = ((...args: unknown[]) => {
      clearTimeout(timer)
      resolve()
      return end(...args)
    }) as ServerResponse['end']
    response.once('close', () => {
      clearTimeout(timer)
      timer = setTimeout(resolve, patienceOnceLeftMs)
    })
  })
}
