import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExtractedSubtitle, Ladder, RunOptions, SubtitlePlan } from '../port.ts'
import { cleanWebVtt } from '../subtitles/clean-webvtt.ts'
import { decodeText } from '../subtitles/decode-text.ts'
import { parseAss } from '../subtitles/parse-ass.ts'
import { parseSrt } from '../subtitles/parse-srt.ts'
import { writeWebVtt } from '../subtitles/write-webvtt.ts'
import { inputArguments, outputPath, quietArguments, runTool } from './run-tool.ts'
import { sniffContainer } from './sniff-container.ts'

/** How ffmpeg hands a track over: copied as its bytes are, for it refuses letters that are not UTF-8. */
type Way = { format: 'srt' | 'ass' | 'webvtt'; codec: 'copy' | 'ass' }

/** Turns the planned text tracks into `<name>.vtt` with one read of the film; a track without a cue is left out. */
export async function extractSubtitles(
  ffmpegPath: string,
  input: RunOptions & { file: string; ladder: Ladder; outputDir: string },
): Promise<ExtractedSubtitle[]> {
  const { subtitles } = input.ladder
  if (subtitles.length === 0) return []
  const container = await sniffContainer(input.file)
  const rawOf = ({ name }: SubtitlePlan): string => join(input.outputDir, `${name}.raw`)
  await runTool({
    tool: ffmpegPath,
    args: [
      ...quietArguments,
      ...inputArguments(input.file, container),
      ...subtitles.flatMap((track) => {
        const { codec, format } = wayOf(track.codec)
        const map = ['-map', `0:${track.sourceStreamIndex}`]
        return [...map, '-c:s', codec, '-f', format, outputPath(rawOf(track))]
      }),
    ],
    failure: 'decode-failed',
    signal: input.signal,
  })
  const extracted: ExtractedSubtitle[] = []
  for (const plan of subtitles) {
    const { sourceStreamIndex: _, codec, ...track } = plan
    const file = join(input.outputDir, `${plan.name}.vtt`)
    const webvtt = convert(codec, decodeText(await readFile(rawOf(plan)), plan.language))
    await rm(rawOf(plan))
    if (!webvtt.includes('-->')) continue
    await writeFile(file, webvtt)
    extracted.push({ ...track, file })
  }
  return extracted
}

function wayOf(codec: string): Way {
  switch (codec) {
    case 'subrip':
    case 'text':
      return { format: 'srt', codec: 'copy' }
    case 'webvtt':
      return { format: 'webvtt', codec: 'copy' }
    case 'ass':
    case 'ssa':
      return { format: 'ass', codec: 'copy' }
    default:
      // mov_text keeps its styles in boxes that ffmpeg reads.
      return { format: 'ass', codec: 'ass' }
  }
}

function convert(codec: string, text: string): string {
  switch (wayOf(codec).format) {
    case 'srt':
      return writeWebVtt(parseSrt(text))
    case 'webvtt':
      return cleanWebVtt(text)
    case 'ass':
      return writeWebVtt(parseAss(text))
  }
}
