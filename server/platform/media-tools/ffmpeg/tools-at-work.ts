import { readFileSync, readdirSync } from 'node:fs'
import { hasCode } from '../../errors/has-code.ts'

/** Tools that run now, by the signal that would stop them. */
const running = new Map<AbortSignal, Set<number>>()

/** Signals that stop a part of somebody's work, with the one that stops all of it. */
const wholeOf = new WeakMap<AbortSignal, AbortSignal>()

const lookEveryMs = 5000

/**
 * Does pieces of work beside each other and waits until all have ended; the first failure stops the others and is
 * thrown. Their tools count as those of whoever holds the signal.
 */
export async function doTogether(
  signal: AbortSignal | undefined,
  works: readonly ((signal: AbortSignal) => Promise<unknown>)[],
): Promise<void> {
  const stop = new AbortController()
  const shared = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
  if (signal) wholeOf.set(shared, signal)
  const failures: unknown[] = []
  const begun = works.map(async (work) => {
    try {
      await work(shared)
    } catch (error) {
      failures.push(error)
      stop.abort(error)
    }
  })
  await Promise.all(begun)
  if (failures.length > 0) throw failures[0]
}

/** Notes that a tool runs for whoever holds the signal; gives the way to say that it has ended. */
export function noteTool(given: AbortSignal | undefined, pid: number | undefined): () => void {
  if (!given || pid === undefined) return () => {}
  const signal = wholeOf.get(given) ?? given
  const pids = running.get(signal) ?? new Set()
  running.set(signal, pids.add(pid))
  return () => {
    pids.delete(pid)
    if (pids.size === 0) running.delete(signal)
  }
}

function toolsAtWork(signal: AbortSignal): number[] {
  return [...(running.get(signal) ?? [])]
}

/**
 * Calls `onWork` every few seconds in which a tool of this signal has begun or has read anything: most tools tell
 * nothing of how far they are, but one that reads on is getting there, and one that stands still reads nothing. Gives
 * the way to end. Where the system does not tell what a process reads (outside Linux), being alive has to do.
 */
export function watchTools(signal: AbortSignal, onWork: () => void, everyMs = lookEveryMs): () => void {
  let before = new Map<number, number>()
  const timer = setInterval(() => {
    const after = new Map(toolsAtWork(signal).map((pid) => [pid, bytesRead(pid)]))
    const isWorking = [...after].some(([pid, bytes]) => bytes === null || before.get(pid) !== bytes)
    before = new Map([...after].map(([pid, bytes]) => [pid, bytes ?? 0]))
    if (isWorking) onWork()
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}

/**
 * Kills a tool with all that it started. Each is halted before its children are counted, so that none is born unseen: a
 * sandbox that dies while it is being built would leave its first process waiting for ever.
 */
export function killTree(pid: number | undefined): void {
  if (pid === undefined || process.platform === 'win32') return
  signalTo(pid, 'SIGSTOP')
  for (const child of childrenOf(pid)) killTree(child)
  signalTo(pid, 'SIGKILL')
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has just ended.
  }
}

/** Bytes that a process and those it started have read so far, null where nobody may know. */
function bytesRead(pid: number): number | null {
  if (process.platform !== 'linux') return null
  try {
    let bytes = Number(/^rchar: (\d+)$/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1] ?? 0)
    for (const child of childrenOf(pid)) {
      const below = bytesRead(child)
      if (below === null) return null
      bytes += below
    }
    return bytes
  } catch (error) {
    // Nobody may look, or it has just ended.
    return hasCode(error, 'EACCES') || hasCode(error, 'EPERM') ? null : 0
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    )
  } catch {
    return []
  }
}
