import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mapAtOnce } from '../../concurrency/map-at-once.ts'
import type { JoinChunksInput } from '../port.ts'
import { videoName } from '../track-file.ts'
import { inputArguments, outputPath, quietArguments, runTool } from './run-tool.ts'

const AT_ONCE = 2

/**
 * Joins the stretches of a film to one `<rung>.mp4` a rung, without decoding: each begins with a key frame and lasts
 * whole frames of one clock, so that what comes out is timed as one encode would have been.
 */
export async function joinChunks(ffmpegPath: string, input: JoinChunksInput): Promise<void> {
  await mapAtOnce(AT_ONCE, input.ladder.rungs, async (rung, index) => {
    const file = `${videoName(rung)}.mp4`
    const chunks = input.chunkFiles[index] ?? []
    const list = join(input.outputDir, `${videoName(rung)}.txt`)
    await writeFile(list, listChunks(chunks))
    await runTool({
      tool: ffmpegPath,
      args: [
        // Names with a leading slash are refused otherwise; the list is our own.
        [...quietArguments, '-safe', '0', '-auto_convert', '0'],
        inputArguments(list, 'concat'),
        ['-map', '0:v', '-c', 'copy', '-map_metadata', '-1', '-f', 'mp4'],
        outputPath(join(input.outputDir, file)),
      ].flat(),
      reads: chunks,
      failure: 'encode-failed',
      signal: input.signal,
    })
  })
}

/** A list for ffmpeg's concat demuxer: a quote within a name ends the quoting, stands escaped, and begins it anew. */
function listChunks(files: readonly string[]): string {
  return `ffconcat version 1.0\n${files.map((file) => `file '${file.replaceAll("'", `'\\''`)}'\n`).join('')}`
}
