import type { Context } from '../platform/context/context.ts'
import type { LiveMessage, LiveRoom } from '../platform/live/schemas.ts'

/** Sends to the sockets of a room that are with this process. */
export type SendToRoom = (message: LiveMessage) => void

/** What a domain decides about its rooms. */
export type Gateway = {
  /** The kind of room, `session:{sessionId}`. */
  room: string
  owns: (room: LiveRoom) => boolean
  /** Throws an AppError when this actor may not join the room. */
  authorize: (context: Context, room: LiveRoom) => Promise<void> | void
  /** Gives what someone who has just joined should know. */
  greet?: (context: Context, room: LiveRoom) => Promise<LiveMessage[]>
  /** Hears every message that passes to a room of its own with someone in it, and may add others. */
  onMessage?: (message: LiveMessage, send: SendToRoom) => void
}
