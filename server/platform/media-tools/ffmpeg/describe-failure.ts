import { constants } from 'node:os'
import { basename } from 'node:path'
import { MediaToolError, type MediaToolErrorCode } from '../errors.ts'

/** How a tool ended, as execa tells it. */
interface ToolEnd {
  exitCode?: number | undefined
  signal?: string | undefined
  timedOut: boolean
  isMaxBuffer: boolean
}

/** ffmpeg's words: its exit codes say nothing. */
const TOO_LARGE = /exceeds specified max pixel count|Picture size \d+x\d+ is invalid/i
const NOTHING_DECODED =
  /Cannot determine format of input stream|Decoder .* not found|does not contain any stream|Invalid data found when processing input$/m
/** What decoders make of damaged sound may be in pieces that no encoder takes. */
const SOUND_REFUSED = /Error submitting audio frame to the encoder/
const COMMAND_NOT_FOUND = 127
/** A shell's way, and bubblewrap's, to say by which signal a program ended. */
const BY_SIGNAL = 128
const { SIGKILL, SIGXCPU, SIGXFSZ } = constants.signals

/** The error for a tool that did not end well: the disk, its limits, itself, or else what the run was for. */
export function describeFailure(
  run: { tool: string; failure: MediaToolErrorCode },
  end: ToolEnd,
  stderrTail: string,
): MediaToolError {
  const tool = basename(run.tool)
  if (isDiskFull(stderrTail)) return noSpace(stderrTail)
  if (isOverLimit(end, stderrTail)) {
    return new MediaToolError('over-limit', `${tool} took more memory or time than it may`, { stderrTail })
  }
  if (endedBy(end, SIGKILL, 'SIGKILL')) {
    // The machine ran out of memory, most likely; at another time it may have enough.
    return new MediaToolError('over-limit', `${tool} was killed`, { retryable: true, stderrTail })
  }
  if (end.exitCode === COMMAND_NOT_FOUND || (end.exitCode === undefined && end.signal === undefined)) {
    return new MediaToolError('tool-missing', `${tool} could not be started`, { stderrTail })
  }
  if (TOO_LARGE.test(stderrTail)) {
    return new MediaToolError('too-large', 'The picture has more pixels than are decoded', { stderrTail })
  }
  if (run.failure === 'encode-failed' && NOTHING_DECODED.test(stderrTail)) {
    // However often it is tried, the file stays as it is.
    return new MediaToolError('decode-failed', 'Nothing in the file could be decoded', { stderrTail })
  }
  if (run.failure === 'encode-failed' && SOUND_REFUSED.test(stderrTail)) {
    return new MediaToolError('sound-broken', 'The encoder refused what was decoded of the sound', {
      stderrTail,
    })
  }
  const lastLine = stderrTail.split('\n').at(-1) ?? ''
  return new MediaToolError(run.failure, `${tool} ended with ${end.exitCode ?? end.signal}: ${lastLine}`, {
    retryable: run.failure === 'encode-failed' || run.failure === 'package-failed',
    stderrTail,
  })
}

/** ffmpeg has no exit code for a full disk; its message is all there is. */
export function isDiskFull(stderrTail: string): boolean {
  return stderrTail.includes('No space left on device')
}

/** The error for a full disk, which may have room later. */
export function noSpace(stderrTail: string): MediaToolError {
  return new MediaToolError('no-space', 'The disk is full', { retryable: true, stderrTail })
}

function isOverLimit(end: ToolEnd, stderrTail: string): boolean {
  return (
    end.timedOut ||
    end.isMaxBuffer ||
    endedBy(end, SIGXCPU, 'SIGXCPU') ||
    endedBy(end, SIGXFSZ, 'SIGXFSZ') ||
    ['Cannot allocate memory', 'File too large'].some((words) => stderrTail.includes(words))
  )
}

function endedBy(end: ToolEnd, number: number, name: string): boolean {
  return end.signal === name || end.exitCode === BY_SIGNAL + number
}
