import { MediaToolError } from '../errors.ts'
import type { MediaProbe, RunOptions } from '../port.ts'
import { probeLimits } from '../sandbox/limits.ts'
import { isEncrypted } from './is-encrypted.ts'
import { ffprobeSchema, parseProbe, type FfprobeOutput } from './parse-probe.ts'
import { inputArguments, runTool } from './run-tool.ts'
import { sniffContainer } from './sniff-container.ts'

/** Reads what a film holds with ffprobe; the demuxer is forced from the file's own bytes. */
export async function probe(
  ffprobePath: string,
  file: string,
  options: RunOptions = {},
): Promise<MediaProbe> {
  const container = await sniffContainer(file)
  const output = await describeFile(ffprobePath, file, container, options).catch(explainFault)
  if (container === 'mov' && (await isEncrypted(file)))
    throw new MediaToolError('encrypted', 'The film is encrypted')
  return parseProbe(container, output)
}

async function describeFile(
  ffprobePath: string,
  file: string,
  container: string,
  { signal }: RunOptions,
): Promise<FfprobeOutput> {
  const { stdout, stderrTail } = await runTool({
    tool: ffprobePath,
    args: [
      '-v',
      'error',
      '-print_format',
      'json',
      '-show_format',
      '-show_streams',
      '-show_chapters',
      ...inputArguments(file, container),
    ],
    failure: 'decode-failed',
    limits: probeLimits,
    signal,
  })
  refuseHugePicture(stderrTail)
  const parsed = ffprobeSchema.safeParse(readJson(stdout))
  if (parsed.success) return parsed.data
  throw new MediaToolError('decode-failed', 'ffprobe gave an unexpected answer', {
    stderrTail,
    cause: parsed.error,
  })
}

// What ffmpeg does not allocate it describes as no picture at all; only its words tell how large it was.
function refuseHugePicture(stderrTail: string): void {
  const [, width, height] = /Picture size (\d+)x(\d+) is invalid/.exec(stderrTail) ?? []
  if (Number(width) > 0 && Number(height) > 0)
    throw new MediaToolError('too-large', `The picture has ${width}x${height} pixels`, { stderrTail })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

// ffprobe ends with the same code whatever is wrong; only its words tell.
function explainFault(error: unknown): never {
  if (!(error instanceof MediaToolError) || error.code !== 'decode-failed') throw error
  const { stderrTail, cause } = error
  if (/moov atom not found|End of file/.test(stderrTail))
    throw new MediaToolError('cut-short', 'The file ends before the list of what is in it', {
      stderrTail,
      cause,
    })
  throw error
}
