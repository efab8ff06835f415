import { rename, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { env } from '../env/env.ts'
import { now } from './clock.ts'

/** Moves the clock of every process of a test by milliseconds, and waits until that of this one is moved. */
export async function moveClock(ms: number): Promise<void> {
  const file = env().CLOCK_OFFSET_FILE
  if (!file) throw new Error('CLOCK_OFFSET_FILE is not set.')
  // In one step: nobody reads half of a number.
  await writeFile(`${file}.new`, String(Math.round(ms)))
  await rename(`${file}.new`, file)
  while (Math.abs(now().getTime() - Date.now() - ms) > 50) await sleep(20)
}
