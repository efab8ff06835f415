import { execFileSync } from 'node:child_process'
import fs from 'node:fs'

/** A moment that tells a process from a later one with the same pid; undefined when none runs (a zombie neither). */
export function startMarkOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return startMarkByPs(pid)
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    // Fields after the command name, which may hold spaces and brackets: state is first, start time twentieth.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

function startMarkByPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

/**
 * Kills whatever is left of the session that a detached child led, and waits up to `timeoutMs` until it is gone, for
 * until then it holds its ports; a session's id is not reused while it has members.
 */
export async function endSession(leader: number, timeoutMs = 5_000): Promise<void> {
  // 0 would be the sessions of the kernel, or our own group.
  if (leader <= 1) return
  const deadline = Date.now() + timeoutMs
  while (killSession(leader) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** True when there was somebody to kill. */
function killSession(leader: number): boolean {
  if (process.platform !== 'linux') return killGroup(leader)
  const members = fs.readdirSync('/proc').filter((entry) => /^\d+$/.test(entry) && isInSession(entry, leader))
  for (const member of members) sendSignal(Number(member), 'SIGKILL')
  return members.length > 0
}

function killGroup(leader: number): boolean {
  try {
    return process.kill(-leader, 'SIGKILL')
  } catch {
    return false
  }
}

/** A zombie whose last thread has ended holds nothing, and waits for its parent alone; until then its ports are held. */
function isInSession(pid: string, leader: number): boolean {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const isGone = fields[0] === 'X' || (fields[0] === 'Z' && Number(fields[17]) <= 1)
    return Number(fields[3]) === leader && !isGone
  } catch {
    // ended meanwhile
    return false
  }
}

/** Sends a signal to a process that may have ended meanwhile; 0, which would mean our own group, is nobody. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  if (pid === 0) return
  try {
    process.kill(pid, signal)
  } catch {
    // nobody left, and whoever stops the others must go on
  }
}

/** True when `pid` is `ancestor` or was started, directly or not, by it. */
function descendsFrom(pid: number, ancestor: number): boolean {
  for (let current: number | undefined = pid; current && current > 1; current = parentOf(current))
    if (current === ancestor) return true
  return false
}

const LISTENING = '0A'

function inodesListeningOn(port: number): Set<string> {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0')
  const inodes = new Set<string>()
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    let lines: string[]
    try {
      lines = fs.readFileSync(table, 'utf8').split('\n').slice(1)
    } catch {
      continue
    }
    for (const line of lines) {
      const fields = line.trim().split(/\s+/)
      if (fields[3] === LISTENING && fields[1]?.endsWith(`:${hexPort}`) && fields[9]) inodes.add(fields[9])
    }
  }
  return inodes
}

function holdsSocket(pid: number, inodes: Set<string>): boolean {
  let descriptors: string[]
  try {
    descriptors = fs.readdirSync(`/proc/${pid}/fd`)
  } catch {
    return false
  }
  return descriptors.some((descriptor) => {
    try {
      const inode = /^socket:\[(\d+)\]$/.exec(fs.readlinkSync(`/proc/${pid}/fd/${descriptor}`))?.[1]
      return inode !== undefined && inodes.has(inode)
    } catch {
      return false
    }
  })
}

/** Pids that hold a listening socket on the port, as far as this user may see them (Linux only). */
export function listenersOn(port: number): number[] {
  const inodes = inodesListeningOn(port)
  if (inodes.size === 0) return []
  return fs
    .readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => holdsSocket(pid, inodes))
}

/** True when the process or one it started owns the listener: another program on the port proves nothing. */
export function ownsListener(pid: number, port: number): boolean {
  if (process.platform !== 'linux') return true
  const inodes = inodesListeningOn(port)
  if (inodes.size === 0) return false
  if (holdsSocket(pid, inodes)) return true
  return listenersOn(port).some((listener) => descendsFrom(listener, pid))
}

/** Name of the program behind a pid, for a message; undefined when it cannot be read. */
export function commandOf(pid: number): string | undefined {
  try {
    return fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim().split(' ')[0]
  } catch {
    return undefined
  }
}
