import { log } from '../log/log.ts'
import type { Live, LiveMessage } from './port.ts'
import { redisLive } from './redis-live.ts'

let open: Live | undefined

/** Gives this process's way to the sockets. */
export function live(): Live {
  open ??= redisLive()
  return open
}

/** Sends a message that may be lost: a failure is logged and never reaches the caller. */
export async function broadcast(message: LiveMessage): Promise<void> {
  try {
    await live().broadcast(message)
  } catch (error) {
    log().warn({ err: error, room: message.room, name: message.name }, 'a live message was not sent')
  }
}
