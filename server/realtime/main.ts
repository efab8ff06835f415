import { env } from '../platform/env/env.ts'
import { log, nameProcess } from '../platform/log/log.ts'
import { closePostgres } from '../platform/postgres/postgres.ts'
import { closeRedis } from '../platform/redis/redis.ts'
import { allGateways } from './gateways.ts'
import { startRealtime } from './start-realtime.ts'

const stopWithinMs = 5000

nameProcess('realtime')
const realtime = await startRealtime(allGateways(), env().REALTIME_PORT)
log().info({ port: realtime.port }, 'realtime is ready')

let stopping = false
async function stop(signal: NodeJS.Signals): Promise<void> {
  if (stopping) return
  stopping = true
  log().info({ signal }, 'realtime stops: pages join another or wait')
  setTimeout(() => process.exit(1), stopWithinMs).unref()
  await realtime.stop()
  await Promise.all([closePostgres(), closeRedis()])
  process.exit(0)
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => void stop(signal))
}
