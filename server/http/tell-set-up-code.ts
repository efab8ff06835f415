import { setTimeout } from 'node:timers/promises'
import { isSetUpOpen, setUpCode } from '../domains/identity/index.ts'
import { env } from '../platform/env/env.ts'
import { log } from '../platform/log/log.ts'

const mostAttempts = 12
const waitMs = 5000

/**
 * Writes into the log, while there is no admin, where to make the first one and the code that page asks for. A demo
 * brings its own admin; a build has no house yet.
 */
export async function tellSetUpCode(): Promise<void> {
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    if (await tell()) return
    await setTimeout(waitMs, undefined, { ref: false })
  }
}

/** False where it could not be asked yet. */
async function tell(): Promise<boolean> {
  if (!isRunning()) return true
  try {
    const { NODE_ENV, DEMO, MARQUEE_PUBLIC_URL } = env()
    if (NODE_ENV !== 'production' || DEMO || !(await isSetUpOpen())) return true
    const address = new URL('/setup', MARQUEE_PUBLIC_URL).href
    const code = setUpCode()
    log().warn({ address, code }, `There is no admin yet: open ${address} and enter the code ${code}`)
    return true
  } catch (error) {
    log().warn({ err: error }, 'whether there is an admin could not be asked yet')
    return false
  }
}

/** A build reads the same modules without an environment. */
function isRunning(): boolean {
  try {
    env()
    return true
  } catch {
    return false
  }
}
