import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExtractedSubtitle, Ladder, RunOptions } from '../port.ts'
import { inputArguments, outputPath, quietArguments, runTool } from './run-tool.ts'
import { sniffContainer } from './sniff-container.ts'

/** Turns the planned text tracks into `<name>.vtt` with one read of the film; a track without a cue is left out. */
export async function extractSubtitles(
  ffmpegPath: string,
  input: RunOptions & { file: string; ladder: Ladder; outputDir: string },
): Promise<ExtractedSubtitle[]> {
  const { subtitles } = input.ladder
  if (subtitles.length === 0) return []
  const container = await sniffContainer(input.file)
  const fileOf = (name: string): string => join(input.outputDir, `${name}.vtt`)
  await runTool({
    tool: ffmpegPath,
    args: [
      ...quietArguments,
      ...inputArguments(input.file, container),
      ...subtitles.flatMap((track) => [
        '-map',
        `0:${track.sourceStreamIndex}`,
        '-c:s',
        'webvtt',
        '-f',
        'webvtt',
        outputPath(fileOf(track.name)),
      ]),
    ],
    failure: 'decode-failed',
    signal: input.signal,
  })
  const extracted: ExtractedSubtitle[] = []
  for (const { sourceStreamIndex: _, ...track } of subtitles) {
    const text = await readFile(fileOf(track.name), 'utf8')
    if (text.includes('-->')) extracted.push({ ...track, file: fileOf(track.name) })
  }
  return extracted
}
