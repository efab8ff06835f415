import { spawn, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { endSession, ownsListener, startMarkOf } from './process-table.ts'
import { findOnPath, tailOf } from './run-command.ts'
import { SetUpError } from './set-up-error.ts'

/** A long-running child to start. */
export interface ProcessPlan {
  /** Name in messages, of the log file and of the pid file. */
  name: string
  command: string
  args: readonly string[]
  env?: NodeJS.ProcessEnv
  cwd?: string
  user?: { uid: number; gid: number }
  /** Signal that asks for an orderly end, SIGTERM unless told. */
  stopSignal?: NodeJS.Signals
  /** Time for that end before SIGKILL. */
  stopTimeoutMs?: number
  /** Called with every line that appears in its log. */
  onLine?: (line: string) => void
}

/** Where the instance keeps logs and pid files. */
export interface ProcessFolders {
  logs: string
  pids: string
}

/** A child that runs, or did. */
export interface RunningProcess {
  name: string
  pid: number
  /** Resolves when it has ended, whatever the reason. */
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  hasExited(): boolean
  /** End of its log, for a message. */
  logTail(): string
  /** Ends it and whatever it started; of one that has ended by itself, what it left. */
  stop(): Promise<void>
}

/** What a pid file says. */
export interface PidRecord {
  name: string
  pid: number
  startMark: string
  stopSignal: NodeJS.Signals
  order: number
}

let order = 0

/** Asks the kernel to end the child with its parent, so that a killed supervisor leaves nothing behind. */
function tied(plan: ProcessPlan): { command: string; args: string[]; user?: { uid: number; gid: number } } {
  const setpriv = process.platform === 'linux' ? findOnPath('setpriv') : undefined
  if (!setpriv) return { command: plan.command, args: [...plan.args], user: plan.user }
  const signal = (plan.stopSignal ?? 'SIGTERM').replace('SIG', '')
  const user = plan.user ? [`--reuid=${plan.user.uid}`, `--regid=${plan.user.gid}`, '--clear-groups'] : []
  return { command: setpriv, args: [...user, '--pdeathsig', signal, '--', plan.command, ...plan.args] }
}

/** Starts a child in its own process group, with a log file and a pid file. */
export function startProcess(plan: ProcessPlan, folders: ProcessFolders): RunningProcess {
  fs.mkdirSync(folders.logs, { recursive: true })
  fs.mkdirSync(folders.pids, { recursive: true })
  const logFile = path.join(folders.logs, `${plan.name}.log`)
  rotate(logFile)
  const log = fs.openSync(logFile, 'a')
  const { command, args, user } = tied(plan)
  const child = spawn(command, args, {
    cwd: plan.cwd,
    env: plan.env ?? process.env,
    // Its own group: Ctrl-C in the terminal reaches the supervisor alone, which then stops all in order.
    detached: true,
    stdio: ['ignore', log, log],
    ...user,
  })
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('error', (error) => {
      fs.writeSync(log, `${error.message}\n`)
      resolve({ code: 127, signal: null })
    })
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  const follow = plan.onLine ? followLog(logFile, fs.fstatSync(log).size, plan.onLine) : undefined
  const pid = child.pid ?? 0
  const pidFile = path.join(folders.pids, `${plan.name}.json`)
  writePidFile(pidFile, { name: plan.name, pid, stopSignal: plan.stopSignal ?? 'SIGTERM' })
  let ended = false
  void exited.then(() => {
    ended = true
    fs.rmSync(pidFile, { force: true })
    follow?.()
    fs.closeSync(log)
  })
  return {
    name: plan.name,
    pid,
    exited,
    hasExited: () => ended || child.exitCode !== null || child.signalCode !== null,
    logTail: () => lastWords(fs.readFileSync(logFile, 'utf8')),
    stop: () => stopChild(child, exited, plan),
  }
}

/** The last line that speaks of an error, else the last lines. */
function lastWords(log: string): string {
  const recent = log.trimEnd().split('\n').slice(-40)
  return recent.findLast((line) => /\b(error|fatal|panic)\b|Error:/i.test(line))?.trim() ?? tailOf(log)
}

/** Keeps one earlier log of a service, so that logs of a long-lived instance stay small. */
function rotate(logFile: string): void {
  const size = fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  if (size > 5_000_000) fs.renameSync(logFile, `${logFile}.1`)
}

/**
 * Reads what is appended to a log, so that a child never depends on a pipe to us; gives a function that reads the rest
 * and ends.
 */
function followLog(file: string, from: number, onLine: (line: string) => void): () => void {
  const descriptor = fs.openSync(file, 'r')
  const buffer = Buffer.alloc(65_536)
  let position = from
  let rest = ''
  const read = (): void => {
    for (let count = 1; count > 0; position += count) {
      count = fs.readSync(descriptor, buffer, 0, buffer.length, position)
      const lines = (rest + buffer.toString('utf8', 0, count)).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line.trim()) onLine(line)
    }
  }
  const timer = setInterval(read, 300)
  return () => {
    clearInterval(timer)
    read()
    fs.closeSync(descriptor)
  }
}

/** Records a running process so that a later start can find it, however this one ended. */
export function writePidFile(
  file: string,
  record: { name: string; pid: number; stopSignal: NodeJS.Signals },
): void {
  const startMark = startMarkOf(record.pid)
  if (!startMark) return
  order += 1
  const content: PidRecord = { ...record, startMark, order }
  fs.writeFileSync(file, `${JSON.stringify(content)}\n`)
}

async function stopChild(child: ChildProcess, exited: Promise<unknown>, plan: ProcessPlan): Promise<void> {
  if (child.exitCode === null && child.signalCode === null && child.pid) {
    child.kill(plan.stopSignal ?? 'SIGTERM')
    const killer = setTimeout(() => child.kill('SIGKILL'), plan.stopTimeoutMs ?? 10_000)
    await exited
    clearTimeout(killer)
  }
  // What it started itself and did not end.
  if (child.pid) await endSession(child.pid)
}

/** Waits until the process itself owns the listener on `port`; one sentence with the log's end when it never does. */
export async function waitForListener(
  running: RunningProcess,
  port: number,
  timeoutMs = 30_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (!ownsListener(running.pid, port)) {
    if (running.hasExited())
      throw new SetUpError(`${running.name} did not start: ${running.logTail() || 'it ended without a word'}`)
    if (Date.now() > deadline)
      throw new SetUpError(
        `${running.name} did not listen on port ${port} within ${timeoutMs / 1000} s: ${running.logTail()}`,
      )
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}
