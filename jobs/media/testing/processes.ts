import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Gives the ids of all processes, but ours, whose command line holds the text. */
export function processesNaming(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => commandLineOf(pid).includes(text))
    .map(Number)
}

/** Waits until such processes are there, or gone; throws after `withinMs`. */
export async function untilProcesses(
  text: string,
  wanted: 'there' | 'gone',
  withinMs: number,
): Promise<number[]> {
  const givesUpAt = Date.now() + withinMs
  for (;;) {
    const found = processesNaming(text)
    if (found.length > 0 === (wanted === 'there')) return found
    if (Date.now() > givesUpAt)
      throw new Error(`After ${withinMs} ms these processes name ${text}: ${describe(found) || 'none'}`)
    await sleep(20)
  }
}

function describe(pids: number[]): string {
  return pids.map((pid) => `${pid} ${commandLineOf(String(pid)).replaceAll('\0', ' ')}`).join('; ')
}

function commandLineOf(pid: string): string {
  try {
    // A zombie's is empty.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
