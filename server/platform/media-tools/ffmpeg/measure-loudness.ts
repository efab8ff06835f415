import { MediaToolError } from '../errors.ts'
import type { AudioPlan, Loudness, MeasureLoudnessInput } from '../port.ts'
import { renderSound } from './audio-filters.ts'
import { filmLimits } from '../sandbox/limits.ts'
import { createProgressParser } from './parse-progress.ts'
import { inputArguments, runTool } from './run-tool.ts'

/** What EBU R 128's absolute gate leaves out. */
const GATE_LUFS = -70

/**
 * Measures every planned sound track by EBU R 128 as it will be heard (its channels mixed, before its gain), all with
 * one read of the film and without its picture; null for a silent one.
 */
export async function measureLoudness(
  ffmpegPath: string,
  { file, probe, audio, onProgress, signal }: MeasureLoudnessInput,
): Promise<Map<string, Loudness | null>> {
  if (audio.length === 0) return new Map()
  const lines: string[] = []
  const parse = createProgressParser(probe.durationMs)
  await runTool({
    tool: ffmpegPath,
    args: [
      // Its answer comes as information among the messages; frame by frame it would drown in them.
      '-hide_banner',
      '-nostdin',
      '-nostats',
      '-v',
      'info',
      '-progress',
      'pipe:1',
      ...inputArguments(file, probe.container),
      '-filter_complex',
      audio.map(measureFilter).join(';'),
      ...audio.flatMap((_, index) => ['-map', `[m${index}]`, '-f', 'null', '-']),
    ],
    failure: 'decode-failed',
    limits: filmLimits(probe.durationMs),
    signal,
    onLine: (line) => {
      const progress = parse(line)
      if (progress) onProgress?.(progress.percent / 100)
    },
    onErrorLine: (line) => lines.push(line),
  })
  const measured = parseLoudness(lines)
  return new Map(
    audio.map(({ name }, index) => {
      const figures = measured.get(`t${index}`)
      if (figures === undefined)
        throw new MediaToolError('decode-failed', `The loudness of ${name} could not be measured`)
      return [name, figures]
    }),
  )
}

/** Reads the summaries that ffmpeg's `ebur128@<name>` filters write at the end; null for silence. */
export function parseLoudness(lines: readonly string[]): Map<string, Loudness | null> {
  const measured = new Map<string, Loudness | null>()
  const starts = lines.flatMap((line, at) => {
    const name = /^\[ebur128@(\S+) .*\] Summary:/.exec(line)?.[1]
    return name === undefined ? [] : [{ name, at }]
  })
  starts.forEach(({ name, at }, index) => {
    const summary = lines.slice(at, starts[index + 1]?.at).join('\n')
    const read = (pattern: RegExp): number => Number(pattern.exec(summary)?.[1] ?? Number.NaN)
    const integrated = read(/^\s+I:\s+(\S+) LUFS/m)
    const truePeak = read(/^\s+Peak:\s+(\S+) dBFS/m)
    const range = read(/^\s+LRA:\s+(\S+) LU/m)
    const heard = integrated > GATE_LUFS && Number.isFinite(truePeak)
    measured.set(name, heard ? { integrated, truePeak, range: range || 0 } : null)
  })
  return measured
}

function measureFilter(plan: AudioPlan, index: number): string {
  const chain = [...renderSound(plan), `ebur128@t${index}=peak=true:framelog=verbose`]
  return `[0:${plan.sourceStreamIndex}]${chain.join(',')}[m${index}]`
}
