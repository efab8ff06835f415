import { log } from '../log/log.ts'
import { connection } from './postgres.ts'

const apartMs = 100
const waking = new Map<string, { toldAt: number; timer?: NodeJS.Timeout }>()

/**
 * Tells whoever listens on the channel that there is work, after the commit and beside the caller: at once, then at most
 * every 100 ms, however often it is called, since a NOTIFY in each commit has the commits wait for one another. What is
 * never told, because PostgreSQL is away or the process dies, listeners find by looking themselves.
 */
export function wakeListeners(channel: string): void {
  const last = waking.get(channel) ?? { toldAt: Number.NEGATIVE_INFINITY }
  waking.set(channel, last)
  if (last.timer) return
  // Of now: once that is closed nothing is told, and no pool opened anew.
  const { sql } = connection()
  const tell = (): void => {
    last.timer = undefined
    last.toldAt = performance.now()
    sql
      .notify(channel, '')
      .catch((error: unknown) => log().debug({ err: error, channel }, 'listeners were not woken'))
  }
  last.timer = setTimeout(tell, Math.max(0, last.toldAt + apartMs - performance.now()))
}
