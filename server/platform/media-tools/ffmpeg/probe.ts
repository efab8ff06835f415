import { MediaToolError } from '../errors.ts'
import type { MediaProbe, RunOptions } from '../port.ts'
import { probeLimits } from '../sandbox/limits.ts'
import { ffprobeSchema, parseProbe } from './parse-probe.ts'
import { inputArguments, runTool } from './run-tool.ts'
import { sniffContainer } from './sniff-container.ts'

/** Reads what a film holds with ffprobe; the demuxer is forced from the file's own bytes. */
export async function probe(
  ffprobePath: string,
  file: string,
  options: RunOptions = {},
): Promise<MediaProbe> {
  const container = await sniffContainer(file)
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
    signal: options.signal,
  })
  const parsed = ffprobeSchema.safeParse(JSON.parse(stdout))
  if (!parsed.success) {
    throw new MediaToolError('decode-failed', 'ffprobe gave an unexpected answer', {
      stderrTail,
      cause: parsed.error,
    })
  }
  return parseProbe(container, parsed.data)
}
