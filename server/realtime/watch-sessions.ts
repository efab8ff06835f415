import { findLiveSessions, findSessionEnds } from '../domains/identity/index.ts'
import type { Role } from '../platform/context/roles.ts'
import { log } from '../platform/log/log.ts'
import { sessionEnded } from '../platform/live/schemas.ts'
import type { LiveSocket } from './live-socket.ts'

/** A session that ends without a word of it reaching this process is noticed this soon. */
const askedEveryMs = 3000
const askedAtOnce = 1000

export type SessionWatch = {
  /** Watches over a socket until it closes. */
  add: (socket: LiveSocket) => void
  /** Looks at one session at once. */
  look: (sessionId: string) => void
  stop: () => void
}

/**
 * Closes the sockets of sessions that have ended, telling their pages why, and those whose role changed, so that their
 * pages come back as who they are now.
 */
export function watchSessions(): SessionWatch {
  const held = new Map<string, Set<LiveSocket>>()
  let asking = false

  async function lookAt(sessionIds: string[]): Promise<void> {
    const roles = await findLiveSessions(sessionIds)
    const ended = sessionIds.filter((id) => !roles.has(id))
    const ends = await findSessionEnds(ended)
    for (const id of ended) tellEnd(id, held.get(id), ends.get(id)?.reason ?? 'signed-out')
    for (const [id, role] of roles) letGoOfFormer(held.get(id), role)
  }

  async function lookAtAll(): Promise<void> {
    const ids = [...held.keys()]
    for (let from = 0; from < ids.length; from += askedAtOnce)
      await lookAt(ids.slice(from, from + askedAtOnce))
  }

  const warn = (error: unknown) => log().warn({ err: error }, 'sessions of sockets were not looked at')
  const timer = setInterval(() => {
    if (asking) return
    asking = true
    lookAtAll()
      .catch(warn)
      .finally(() => {
        asking = false
      })
  }, askedEveryMs)
  timer.unref()

  return {
    add(socket) {
      const { sessionId } = socket.data.actor
      const sockets = held.get(sessionId) ?? new Set()
      held.set(sessionId, sockets.add(socket))
      socket.once('disconnect', () => {
        sockets.delete(socket)
        if (sockets.size === 0 && held.get(sessionId) === sockets) held.delete(sessionId)
      })
    },
    look: (sessionId) => void (held.has(sessionId) ? lookAt([sessionId]).catch(warn) : undefined),
    stop: () => clearInterval(timer),
  }
}

function tellEnd(sessionId: string, sockets: Iterable<LiveSocket> = [], reason: string): void {
  for (const socket of sockets) {
    socket.emit('live', { room: `session:${sessionId}`, name: sessionEnded, payload: { reason } })
    socket.disconnect(true)
  }
}

/** Closing the connection beneath has the page come back with a new ticket, which disconnecting would not. */
function letGoOfFormer(sockets: Iterable<LiveSocket> = [], role: Role): void {
  for (const socket of sockets) if (socket.data.actor.role !== role) socket.conn.close()
}
