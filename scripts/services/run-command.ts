import { spawn, type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** What a finished command left behind. */
export interface CommandResult {
  code: number
  output: string
}

/** Options of {@link runCommand}. */
export interface CommandOptions {
  cwd?: string
  env?: NodeJS.ProcessEnv
  timeoutMs?: number
  /** Ends the command when aborted. */
  signal?: AbortSignal
  uid?: number
  gid?: number
  /** Called with every piece of output as it comes. */
  onOutput?: (text: string) => void
}

const running = new Set<ChildProcess>()

/** Ends every command that is still running, because the set-up itself is ending. */
export function endCommands(): void {
  for (const child of running) child.kill('SIGTERM')
}

/** Runs a command to its end and gives its exit code (127 when missing) with stdout and stderr together. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const { timeoutMs, onOutput, ...spawnOptions } = options
    const child = spawn(command, args, {
      ...spawnOptions,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs, killSignal: 'SIGKILL' as const }),
    })
    running.add(child)
    let output = ''
    const collect = (chunk: Buffer): void => {
      const text = chunk.toString('utf8')
      output += text
      onOutput?.(text)
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', (error) => {
      running.delete(child)
      resolve({ code: 127, output: output || error.message })
    })
    child.on('close', (code) => {
      running.delete(child)
      resolve({ code: code ?? 1, output })
    })
  })
}

/** Last lines of a text, joined, for an error message. */
export function tailOf(text: string, lines = 3): string {
  return text.trim().split('\n').slice(-lines).join(' / ')
}

/** Absolute path of a program on PATH, or undefined. */
export function findOnPath(program: string): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    if (folder === '') continue
    const file = path.join(folder, program)
    try {
      fs.accessSync(file, fs.constants.X_OK)
      if (fs.statSync(file).isFile()) return file
    } catch {
      // not in this folder
    }
  }
  return undefined
}
