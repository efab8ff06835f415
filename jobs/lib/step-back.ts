import { readFileSync, writeFileSync } from 'node:fs'
import { constants, getPriority, setPriority } from 'node:os'
import { log } from '#server/platform/log/log.ts'

const niceness = constants.priority.PRIORITY_BELOW_NORMAL

/**
 * Lets this process give way to others of the machine: where both share one, somebody who waits for an answer comes before
 * what can be done a second later.
 */
export function stepBack(): void {
  try {
    // Further back it stays as it was started.
    if (getPriority() >= niceness) return
    setPriority(niceness)
    // Linux may weigh sessions before their processes; what leads one speaks for it alone.
    if (leadsItsSession()) writeFileSync('/proc/self/autogroup', String(niceness))
  } catch (error) {
    log().debug({ err: error }, 'this process weighs as much as others')
  }
}

function leadsItsSession(): boolean {
  // After the name, which may hold anything: state, parent, group, session.
  const stat = readFileSync('/proc/self/stat', 'utf8')
  const session = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]
  return session === String(process.pid)
}
