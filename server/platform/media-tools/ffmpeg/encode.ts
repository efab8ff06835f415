import { join } from 'node:path'
import type { EncodedTrack, EncodeInput, Ladder, MediaProbe } from '../port.ts'
import { videoName } from '../track-file.ts'
import { aacArguments, audioFilter } from './audio-filters.ts'
import { filmLimits } from '../sandbox/limits.ts'
import { createProgressParser } from './parse-progress.ts'
import { inputArguments, outputPath, quietArguments, runTool } from './run-tool.ts'
import type { VideoCodec } from './video-codec.ts'
import { videoFilters } from './video-filters.ts'

/** Makes every rung and sound track with one ffmpeg and one decode, as `<rung>.mp4` and `<audio>.mp4`. */
export async function encode(
  ffmpegPath: string,
  codec: VideoCodec,
  input: EncodeInput,
): Promise<EncodedTrack[]> {
  const parse = createProgressParser(input.probe.durationMs)
  await runTool({
    tool: ffmpegPath,
    args: encodeArguments(codec, input),
    failure: 'encode-failed',
    hardware: codec.name !== 'x264',
    limits: filmLimits(input.probe.durationMs),
    signal: input.signal,
    onLine: (line) => {
      const progress = parse(line)
      if (progress) input.onProgress?.(progress)
    },
  })
  return [
    ...input.ladder.rungs.map((rung) => track('video', videoName(rung), input.outputDir)),
    ...input.ladder.audio.map((audio) => track('audio', audio.name, input.outputDir)),
  ]
}

/** The whole command line of an encode after the program's name. */
export function encodeArguments(
  codec: VideoCodec,
  input: Pick<EncodeInput, 'file' | 'probe' | 'ladder' | 'outputDir'>,
): string[] {
  const { file, probe, ladder, outputDir } = input
  const seconds = (probe.durationMs / 1000).toFixed(3)
  const end = ['-t', seconds, '-map_metadata', '-1', '-map_chapters', '-1', '-f', 'mp4']
  return [
    ...quietArguments,
    '-progress',
    'pipe:1',
    '-nostats',
    ...codec.deviceArguments,
    ...inputArguments(file, probe.container),
    '-filter_complex',
    filterGraph(codec, probe, ladder),
    ...ladder.rungs.flatMap((rung, index) => [
      '-map',
      `[v${index}]`,
      ...codec.rungArguments(rung, ladder.gopFrames),
      ...end,
      outputPath(join(outputDir, `${videoName(rung)}.mp4`)),
    ]),
    ...ladder.audio.flatMap((audio, index) => [
      '-map',
      `[a${index}]`,
      ...aacArguments(audio),
      ...end,
      outputPath(join(outputDir, `${audio.name}.mp4`)),
    ]),
  ]
}

function track(kind: EncodedTrack['kind'], name: string, outputDir: string): EncodedTrack {
  return { kind, name, file: join(outputDir, `${name}.mp4`) }
}

function filterGraph(codec: VideoCodec, probe: MediaProbe, ladder: Ladder): string {
  return [
    ...videoFilters(probe, ladder, codec.pixels),
    ...ladder.audio.map((audio, index) => audioFilter(audio, index, probe)),
  ].join(';')
}
