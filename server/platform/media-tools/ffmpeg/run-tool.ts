import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { execa } from 'execa'
import { MediaToolError, type MediaToolErrorCode } from '../errors.ts'

const TAIL_BYTES = 4096
const COMMAND_NOT_FOUND = 127

export interface ToolRun {
  tool: string
  args: readonly string[]
  /** The code of the error thrown when the tool exits with anything but 0. */
  failure: MediaToolErrorCode
  signal?: AbortSignal | undefined
  cwd?: string | undefined
  /** Takes standard output line by line instead of gathering it. */
  onLine?: ((line: string) => void) | undefined
}

export interface ToolResult {
  stdout: string
  stderrTail: string
}

/**
 * Runs a media tool with low priority and an argument array, stopped by the signal and, on Linux, by the death
 * of this process (so that a killed worker leaves no encoder behind); throws MediaToolError, or the signal's reason.
 */
export async function runTool(run: ToolRun): Promise<ToolResult> {
  run.signal?.throwIfAborted()
  const [file, ...prefix] = launcher()
  const subprocess = execa(file, [...prefix, run.tool, ...run.args], {
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
    buffer: { stdout: !run.onLine, stderr: false },
    reject: false,
    forceKillAfterDelay: 2000,
    ...(run.signal ? { cancelSignal: run.signal } : {}),
    ...(run.cwd ? { cwd: run.cwd } : {}),
  })
  const tail = keepTail(subprocess.stderr)
  if (run.onLine) createInterface({ input: subprocess.stdout }).on('line', run.onLine)
  const result = await subprocess
  run.signal?.throwIfAborted()
  if (result.failed) throw describeFailure(run, result.exitCode, tail(), result)
  return { stdout: typeof result.stdout === 'string' ? result.stdout : '', stderrTail: tail() }
}

/**
 * Arguments that open a local film and nothing else: no network, no playlist, no guessed demuxer.
 * The path is absolute and carries its protocol, so that no name is taken for an option or an address.
 */
export function inputArguments(file: string, container: string): string[] {
  if (!isAbsolute(file))
    throw new MediaToolError('file-unreadable', 'A media file is named by its absolute path')
  return ['-protocol_whitelist', 'file,pipe', '-f', container, '-i', `file:${file}`]
}

/** An output path in the form that ffmpeg cannot take for an option or a protocol. */
export function outputPath(file: string): string {
  if (!isAbsolute(file))
    throw new MediaToolError('file-unreadable', 'An output is named by its absolute path')
  return `file:${file}`
}

export const quietArguments = ['-hide_banner', '-nostdin', '-v', 'error', '-y'] as const

function launcher(): [string, ...string[]] {
  if (process.platform === 'win32') return ['cmd', '/c']
  const nice: [string, ...string[]] = ['nice', '-n', '10']
  return existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL', ...nice] : nice
}

function keepTail(stderr: Readable): () => string {
  let tail = ''
  stderr.on('data', (chunk: Buffer) => {
    tail = (tail + chunk.toString('utf8')).slice(-TAIL_BYTES)
  })
  return () => tail.trim()
}

function describeFailure(
  run: ToolRun,
  exitCode: number | undefined,
  stderrTail: string,
  cause: unknown,
): MediaToolError {
  if (exitCode === COMMAND_NOT_FOUND || exitCode === undefined) {
    return new MediaToolError('tool-missing', `${run.tool} could not be started`, { stderrTail, cause })
  }
  // ffmpeg has no exit code for a full disk; its message is all there is.
  if (stderrTail.includes('No space left on device')) {
    return new MediaToolError('no-space', 'The disk is full', { retryable: true, stderrTail })
  }
  const lastLine = stderrTail.split('\n').at(-1) ?? ''
  return new MediaToolError(run.failure, `${run.tool} ended with ${exitCode}: ${lastLine}`, {
    retryable: run.failure === 'encode-failed' || run.failure === 'package-failed',
    stderrTail,
  })
}
