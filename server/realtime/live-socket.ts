import type { DefaultEventsMap, Server, Socket } from 'socket.io'
import type { JoinAnswer, LiveMessage } from '../platform/live/schemas.ts'
import type { TicketHolder } from '../platform/live/ticket.ts'

/** All that a page may send. */
export type FromClient = {
  join: (room: unknown, answer: (joined: JoinAnswer) => void) => void
  leave: (room: unknown) => void
}
type ToClient = { live: (message: LiveMessage) => void }
type SocketData = { actor: TicketHolder }

export type LiveServer = Server<FromClient, ToClient, DefaultEventsMap, SocketData>
export type LiveSocket = Socket<FromClient, ToClient, DefaultEventsMap, SocketData>
