import { env } from '../env/env.ts'
import type { EventLog } from './port.ts'
import { redisStreamsEventLog } from './redis-streams.ts'

let open: EventLog | undefined

/** Gives this process's event log. */
export function eventLog(): EventLog {
  open ??= redisStreamsEventLog({ url: env().REDIS_QUEUE_URL })
  return open
}
