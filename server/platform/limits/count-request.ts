import { createHash } from 'node:crypto'
import { now } from '../clock/clock.ts'
import { env } from '../env/env.ts'
import { log } from '../log/log.ts'
import { cacheRedis } from '../redis/redis.ts'
import { budgets, type Budget, type BudgetName } from './budgets.ts'
import { slidingWindows } from './sliding-windows.ts'

/** How a caller stands after a request: whether it may go on, and what each window of its budget has left. */
export type Standing = {
  budget: BudgetName
  /** 0 where the request may go on, else how long until it may. */
  waitSeconds: number
  windows: { seconds: number; requests: number; left: number; resetSeconds: number }[]
}

const scriptHash = createHash('sha1').update(slidingWindows).digest('hex')
/** Counting is no reason to keep anybody waiting. */
const answerWithinMs = 250
const warnedEveryMs = 10_000
let warnedAt = -Infinity

/**
 * Counts one request of this caller in its budget, by the clock port. Null, and a warning in the log, when Redis
 * does not answer: requests then go on uncounted.
 */
export async function countRequest(name: BudgetName, caller: string): Promise<Standing | null> {
  const { windows } = budgetOf(name)
  const id = createHash('sha256').update(caller).digest('base64url').slice(0, 22)
  const keys = windows.map(({ seconds }) => `marquee:limit:{${name}:${id}}:${seconds}`)
  const sizes = windows.flatMap(({ seconds, requests }) => [seconds * 1000, requests])
  try {
    const [waitMs = 0, ...told] = await soon(run(keys, [now().getTime(), ...sizes]))
    return {
      budget: name,
      waitSeconds: Math.ceil(waitMs / 1000),
      windows: windows.map(({ seconds, requests }, index) => ({
        seconds,
        requests,
        left: told[2 * index] ?? 0,
        resetSeconds: Math.ceil((told[2 * index + 1] ?? 0) / 1000),
      })),
    }
  } catch (error) {
    warn(error)
    return null
  }
}

/** Gives a budget with the operator's own figures. */
export function budgetOf(name: BudgetName): Budget {
  const { API_LIMIT_PER_SECOND, API_LIMIT_PER_HOUR, LIMITS_SCALE } = env()
  const { by, windows } = budgets[name]
  if (name !== 'api') {
    const scaled = windows.map(({ seconds, requests }) => ({
      seconds,
      requests: Math.max(1, Math.round(requests * LIMITS_SCALE)),
    }))
    return { by, windows: scaled }
  }
  return {
    by,
    windows: [
      { seconds: 1, requests: API_LIMIT_PER_SECOND },
      { seconds: 3600, requests: API_LIMIT_PER_HOUR },
    ],
  }
}

async function run(keys: string[], values: number[]): Promise<number[]> {
  const redis = cacheRedis()
  // Whoever waits for a connection that is lost would wait for as long as it is.
  if (['reconnecting', 'close', 'end'].includes(redis.status)) throw new Error('The cache Redis is away.')
  try {
    return (await redis.evalsha(scriptHash, keys.length, ...keys, ...values)) as number[]
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
    return (await redis.eval(slidingWindows, keys.length, ...keys, ...values)) as number[]
  }
}

async function soon<Value>(work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The cache Redis does not answer.')), answerWithinMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function warn(error: unknown): void {
  if (performance.now() - warnedAt < warnedEveryMs) return
  warnedAt = performance.now()
  log().warn({ err: error }, 'requests are not counted, so no limit holds')
}
