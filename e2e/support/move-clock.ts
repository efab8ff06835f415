import { rename, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

/** No process takes what it read for longer than half a second, however slow the machine. */
const everyoneKnowsMs = 1000

/** Has every process of the instance live this many milliseconds ahead, and waits until each of them does. */
export async function moveClock(ms: number): Promise<void> {
  const file = process.env['CLOCK_OFFSET_FILE']
  if (!file) throw new Error('CLOCK_OFFSET_FILE is not set: run the journeys with npm test -- e2e.')
  // In one step: nobody reads an empty file.
  await writeFile(`${file}.new`, String(ms))
  await rename(`${file}.new`, file)
  await pause(everyoneKnowsMs)
}
