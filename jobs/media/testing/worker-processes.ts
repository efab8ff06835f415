import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const started = new Set<ChildProcess>()

/** Starts a worker process that encodes one film at a time and clears up. */
export function startEncodeProcess(): ChildProcess {
  return startProcess(fileURLToPath(new URL('encode-worker.ts', import.meta.url)))
}

/** Starts a worker as production does, its probes at this port. */
export function startProductionWorker(queues: string[], port: number): ChildProcess {
  const file = fileURLToPath(new URL('../../worker.ts', import.meta.url))
  return startProcess(file, '--queues', queues.join(','), '--port', String(port))
}

/** Ends a process and waits until it is gone. */
export async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  started.delete(child)
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
}

/** Ends all that this file's tests started and have not ended. */
export async function endProcesses(signal: NodeJS.Signals): Promise<void> {
  await Promise.all([...started].map((child) => endProcess(child, signal)))
}

function startProcess(file: string, ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [file, ...args], { stdio: 'inherit' })
  started.add(child)
  return child
}
