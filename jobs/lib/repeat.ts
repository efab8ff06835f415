import { log } from '#server/platform/log/log.ts'

export type Repeated = {
  /** Runs the work now, or once more when it is running. */
  wake: () => void
  /** Lets the running work end and begins no more. */
  stop: () => Promise<void>
}

/**
 * Runs the work again and again, one at a time, `everyMs` after the last ended or sooner when the work gives
 * a shorter wait. A failure is logged and tried again: PostgreSQL or Redis may be away for a while.
 */
export function repeat(
  name: string,
  everyMs: number,
  work: () => Promise<number | void> | number | void,
): Repeated {
  let stopped = false
  let woken = true
  let interrupt = () => {}

  async function loop() {
    while (!stopped) {
      woken = false
      const waitMs = Math.min(everyMs, (await attempt(name, work)) ?? everyMs)
      if (stopped || woken) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.max(waitMs, 1))
        interrupt = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  const ended = loop()
  return {
    wake() {
      woken = true
      interrupt()
    },
    async stop() {
      stopped = true
      interrupt()
      await ended
    },
  }
}

async function attempt(
  name: string,
  work: () => Promise<number | void> | number | void,
): Promise<number | undefined> {
  try {
    return (await work()) ?? undefined
  } catch (error) {
    log().warn({ err: error, work: name }, `${name} failed, trying again`)
    return undefined
  }
}
