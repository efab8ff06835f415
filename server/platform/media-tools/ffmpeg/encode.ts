import { join } from 'node:path'
import type { EncodedTrack, EncodeInput, Ladder, MediaProbe } from '../port.ts'
import { videoName } from '../track-file.ts'
import { aacArguments, audioFilter } from './audio-filters.ts'
import { filmLimits } from '../sandbox/limits.ts'
import { createProgressParser } from './parse-progress.ts'
import { inputArguments, outputPath, quietArguments, runTool } from './run-tool.ts'
import { checkCut, findStretch, secondsOf, seekArguments, zeroArguments, type Stretch } from './stretch.ts'
import { doTogether } from './tools-at-work.ts'
import { threadArguments, type Threads } from './threads.ts'
import type { VideoCodec } from './video-codec.ts'
import { videoFilters } from './video-filters.ts'

/**
 * Makes every rung and sound track, or those of one chunk of the film, as `<rung>.mp4` and `<audio>.mp4`: all pictures by
 * one ffmpeg and one decode, the sound by another beside it, unless a number of threads binds both to one.
 */
export async function encode(
  ffmpegPath: string,
  codec: VideoCodec,
  input: EncodeInput,
  threads: Threads = null,
): Promise<EncodedTrack[]> {
  const { chunk } = input
  const stretch = chunk?.kind === 'video' ? await findStretch(ffmpegPath, { ...input, chunk }) : null
  const ladder = ladderOf(input)
  const parts = threads === null ? inParts(ladder) : [ladder]
  await doTogether(
    input.signal,
    parts.map((part, index) => async (signal) => {
      // The picture comes first, and takes longest.
      const onProgress = index === 0 ? input.onProgress : undefined
      await encodePart(
        ffmpegPath,
        codec,
        { ...input, ladder: part, signal, onProgress },
        { stretch, threads },
      )
    }),
  )
  return [
    ...ladder.rungs.map((rung) => track('video', videoName(rung), input.outputDir)),
    ...ladder.audio.map((audio) => track('audio', audio.name, input.outputDir)),
  ]
}

// One ffmpeg does all filters and sound encoders of its own in one thread, for which x264's threads then wait.
function inParts(ladder: Ladder): Ladder[] {
  if (ladder.rungs.length === 0 || ladder.audio.length === 0) return [ladder]
  return [
    { ...ladder, audio: [] },
    { ...ladder, rungs: [] },
  ]
}

async function encodePart(
  ffmpegPath: string,
  codec: VideoCodec,
  input: EncodeInput,
  { stretch, threads }: { stretch: Stretch | null; threads: Threads },
): Promise<void> {
  const { probe, ladder } = input
  const durationMs = stretch ? secondsOf(stretch.frames, ladder.frameRate) * 1000 : probe.durationMs
  const parse = createProgressParser(durationMs)
  let frames = 0
  await runTool({
    tool: ffmpegPath,
    args: encodeArguments(codec, input, { stretch, threads }),
    failure: 'encode-failed',
    hardware: codec.name !== 'x264' && ladder.rungs.length > 0,
    limits: filmLimits(probe.durationMs),
    signal: input.signal,
    onLine: (line) => {
      frames = Number(/^frame=\s*(\d+)/.exec(line)?.[1] ?? frames)
      const progress = parse(line)
      if (progress) input.onProgress?.(progress)
    },
  })
  if (stretch) checkCut(stretch, ladder.frameRate, frames)
}

/** The whole command line of an encode after the program's name. */
export function encodeArguments(
  codec: VideoCodec,
  input: Pick<EncodeInput, 'file' | 'probe' | 'ladder' | 'outputDir'>,
  how: { stretch?: Stretch | null; threads?: Threads } = {},
): string[] {
  const { file, probe, ladder, outputDir } = input
  const { stretch = null, threads = null } = how
  const own = threadArguments(threads)
  // A stretch ends by its own filters, to the frame.
  const length = stretch ? [] : ['-t', (probe.durationMs / 1000).toFixed(3)]
  const end = [...length, '-map_metadata', '-1', '-map_chapters', '-1', '-f', 'mp4']
  return [
    ...quietArguments,
    '-progress',
    'pipe:1',
    '-nostats',
    ...(ladder.rungs.length > 0 ? codec.deviceArguments : []),
    ...own.graph,
    ...own.coder,
    ...(stretch ? seekArguments(stretch.seekS) : []),
    ...zeroArguments(probe.container),
    ...inputArguments(file, probe.container),
    '-filter_complex',
    filterGraph(codec, probe, ladder, stretch),
    ...ladder.rungs.flatMap((rung, index) => [
      '-map',
      `[v${index}]`,
      ...codec.rungArguments(rung, ladder.gopFrames),
      ...own.coder,
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

function ladderOf({ ladder, chunk }: EncodeInput): Ladder {
  switch (chunk?.kind) {
    case 'video':
      return { ...ladder, audio: [] }
    case 'audio':
      return { ...ladder, rungs: [] }
    case undefined:
      return ladder
  }
}

function track(kind: EncodedTrack['kind'], name: string, outputDir: string): EncodedTrack {
  return { kind, name, file: join(outputDir, `${name}.mp4`) }
}

function filterGraph(codec: VideoCodec, probe: MediaProbe, ladder: Ladder, stretch: Stretch | null): string {
  return [
    ...videoFilters(probe, ladder, codec.pixels, stretch),
    ...ladder.audio.map((audio, index) => audioFilter(audio, index, probe)),
  ].join(';')
}
