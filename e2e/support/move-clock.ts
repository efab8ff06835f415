import { writeFile } from 'node:fs/promises'

/** Has every process of the instance live this many milliseconds ahead, within half a second. */
export async function moveClock(ms: number): Promise<void> {
  const file = process.env['CLOCK_OFFSET_FILE']
  if (!file) throw new Error('CLOCK_OFFSET_FILE is not set: run the journeys with npm test -- e2e.')
  await writeFile(file, String(ms))
}
