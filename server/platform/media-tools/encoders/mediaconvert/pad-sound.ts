import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { aacArguments } from '../../ffmpeg/audio-filters.ts'
import { probe as probeFile } from '../../ffmpeg/probe.ts'
import { inputArguments, outputPath, quietArguments, runTool } from '../../ffmpeg/run-tool.ts'
import type { EncodeInput } from '../../port.ts'

/** Sound that ends this much before the film is filled up with silence. */
const SHORT_BY_MS = 100

/**
 * Makes fetched sound tracks as long as the film: MediaConvert fits sound to picture only within one output, and each
 * of ours is an output of its own. `onSign` is called while it is at work.
 */
export async function padSound(
  tools: { ffmpegPath: string; ffprobePath: string },
  { ladder, probe, outputDir, signal }: EncodeInput,
  onSign: () => void,
): Promise<void> {
  for (const audio of ladder.audio) {
    const file = join(outputDir, `${audio.name}.mp4`)
    const { durationMs } = await probeFile(tools.ffprobePath, file, { signal })
    if (probe.durationMs - durationMs <= SHORT_BY_MS) continue
    const padded = join(outputDir, `${audio.name}.padded.mp4`)
    const seconds = (probe.durationMs / 1000).toFixed(3)
    await runTool({
      tool: tools.ffmpegPath,
      args: [
        ...quietArguments,
        '-progress',
        'pipe:1',
        ...inputArguments(file, 'mov'),
        '-af',
        `apad=whole_dur=${seconds}`,
        ...aacArguments(audio),
        '-t',
        seconds,
        '-f',
        'mp4',
        outputPath(padded),
      ],
      failure: 'encode-failed',
      signal,
      onLine: onSign,
    })
    await rename(padded, file)
  }
}
