import { isAbsolute } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { execa } from 'execa'
import { MediaToolError, type MediaToolErrorCode } from '../errors.ts'
import { detectSandbox } from '../sandbox/detect-sandbox.ts'
import { accessOfArguments } from '../sandbox/file-access.ts'
import { findProgram } from '../sandbox/find-program.ts'
import { usualLimits, type ToolLimits } from '../sandbox/limits.ts'
import { openGate } from '../sandbox/open-gate.ts'
import type { SandboxKind } from '../sandbox/sandbox-kind.ts'
import { wrapCommand } from '../sandbox/wrap-command.ts'
import { describeFailure, isDiskFull, noSpace } from './describe-failure.ts'
import { killTree, noteTool } from './tools-at-work.ts'

const TAIL_BYTES = 4096
const MAX_OUTPUT_BYTES = 32 * 2 ** 20

export interface ToolRun {
  tool: string
  args: readonly string[]
  /** The code of the error thrown when the tool exits with anything but 0. */
  failure: MediaToolErrorCode
  signal?: AbortSignal | undefined
  /** A folder that it may write to as well. */
  cwd?: string | undefined
  /** Takes standard output line by line instead of gathering it. */
  onLine?: ((line: string) => void) | undefined
  /** Takes standard error line by line, beside the tail that is kept of it. */
  onErrorLine?: ((line: string) => void) | undefined
  /** Files and folders that it may read, beside those that `-i file:…` names: everything else is not there for it. */
  reads?: readonly string[] | undefined
  /** Folders that it may write to, beside those of its `file:…` outputs. */
  writes?: readonly string[] | undefined
  /** What it may take, where that differs from what any tool may. */
  limits?: Partial<ToolLimits> | undefined
  /** True for a run that needs a graphics processor. */
  hardware?: boolean | undefined
  /** True for a run that nobody waits for while the job's others run: those come first. */
  givesWay?: boolean | undefined
  /** For tests: another sandbox than the best that this machine offers. */
  sandbox?: SandboxKind | undefined
}

export interface ToolResult {
  stdout: string
  stderrTail: string
}

/**
 * Runs a media tool with an argument array in the best sandbox of this machine (docs/sandbox.md), stopped with all its
 * processes by the signal and by the death of this process; throws MediaToolError, or the signal's reason.
 */
export async function runTool(run: ToolRun): Promise<ToolResult> {
  run.signal?.throwIfAborted()
  const command = await shutIn(run)
  run.signal?.throwIfAborted()
  let pid: number | undefined
  const kill = (): void => killTree(pid)
  // Before execa listens: what it kills alone could leave children.
  run.signal?.addEventListener('abort', kill, { once: true })
  const subprocess = execa(command.file, command.args, {
    stdio: ['ignore', 'pipe', 'pipe', command.filter ?? 'ignore', command.isGated ? 'pipe' : 'ignore'],
    buffer: { stdout: !run.onLine, stderr: false, fd4: false },
    maxBuffer: MAX_OUTPUT_BYTES,
    reject: false,
    env: command.env,
    extendEnv: false,
    // What it leaves half-written is thrown away: there is nothing to end well.
    killSignal: 'SIGKILL',
    timeout: command.wallMs,
    ...(run.signal ? { cancelSignal: run.signal } : {}),
    ...(run.cwd ? { cwd: run.cwd } : {}),
  })
  if (command.isGated) openGate(subprocess.stdio[4], run.signal)
  const tail = keepTail(subprocess.stderr)
  if (run.onLine) createInterface({ input: subprocess.stdout }).on('line', run.onLine)
  if (run.onErrorLine) createInterface({ input: subprocess.stderr }).on('line', run.onErrorLine)
  pid = subprocess.pid
  const forget = noteTool(run.signal, pid)
  const result = await subprocess.finally(() => {
    forget()
    run.signal?.removeEventListener('abort', kill)
  })
  run.signal?.throwIfAborted()
  if (result.failed) throw describeFailure(run, result, tail())
  // ffmpeg ends well even when the last bytes of a file found no room.
  if (isDiskFull(tail())) throw noSpace(tail())
  return { stdout: typeof result.stdout === 'string' ? result.stdout : '', stderrTail: tail() }
}

/**
 * Arguments that open a local film and nothing else: no network, no playlist, no guessed demuxer, no picture that would
 * take all memory. The path is absolute and carries its protocol, so that no name is taken for an option or an address.
 */
export function inputArguments(file: string, container: string): string[] {
  if (!isAbsolute(file))
    throw new MediaToolError('file-unreadable', 'A media file is named by its absolute path')
  return [
    '-protocol_whitelist',
    'file,pipe',
    '-max_pixels',
    String(MAX_PIXELS),
    '-f',
    container,
    '-i',
    `file:${file}`,
  ]
}

/** Pixels of the largest picture that is decoded: 8192 a side. */
const MAX_PIXELS = 8192 * 8192

/** An output path in the form that ffmpeg cannot take for an option or a protocol. */
export function outputPath(file: string): string {
  if (!isAbsolute(file))
    throw new MediaToolError('file-unreadable', 'An output is named by its absolute path')
  return `file:${file}`
}

export const quietArguments = ['-hide_banner', '-nostdin', '-v', 'error', '-y'] as const

async function shutIn(run: ToolRun) {
  const program = await findProgram(run.tool)
  if (!program) throw new MediaToolError('tool-missing', `${run.tool} could not be started`)
  const named = accessOfArguments(run.args)
  const limits = { ...usualLimits(), ...run.limits }
  const command = await wrapCommand(run.sandbox ?? (await detectSandbox()), {
    program,
    args: run.args,
    access: {
      reads: [...named.reads, ...(run.reads ?? [])],
      writes: [...named.writes, ...(run.writes ?? []), ...(run.cwd ? [run.cwd] : [])],
    },
    limits,
    cwd: run.cwd,
    hardware: run.hardware,
    givesWay: run.givesWay,
  })
  return { ...command, wallMs: limits.wallMs }
}

function keepTail(stderr: Readable): () => string {
  let tail = ''
  stderr.on('data', (chunk: Buffer) => {
    tail = (tail + chunk.toString('utf8')).slice(-TAIL_BYTES)
  })
  return () => tail.trim()
}
