import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { MediaToolError } from '../errors.ts'
import { runTool } from '../ffmpeg/run-tool.ts'
import type { ReadCue, ReadPictureSubtitlesInput } from '../port.ts'
import { chooseReader, listReaders } from './choose-reader.ts'
import { parseWords, type ReadText } from './parse-words.ts'
import { renderCues, type RenderedCue } from './render-cues.ts'

/** Pictures one call reads: its start costs more than a picture, and progress is told between calls. */
const BATCH = 40
/** Letters are read best when a frame is about so many lines high. */
const READING_HEIGHT = 1440
const MARGIN = 24
/** Drawing takes about this share of the time. */
const DRAWING_SHARE = 0.3

/**
 * Reads the text off a picture subtitle (PGS, VobSub, DVB) with tesseract; what comes is a draft that somebody
 * corrects. Throws MediaToolError `tool-missing` where there is no reader for any language.
 */
export async function readPictureSubtitles(
  tools: { ffmpegPath: string; tesseractPath: string },
  input: ReadPictureSubtitlesInput,
): Promise<ReadCue[]> {
  const reader = chooseReader(input.language, await listReaders(tools.tesseractPath))
  if (!reader) throw new MediaToolError('tool-missing', 'tesseract has no language to read with')
  const folder = join(input.outputDir, 'drawn')
  try {
    const drawn = await renderCues(tools.ffmpegPath, { ...input, folder })
    await input.onShare?.(DRAWING_SHARE)
    const cues: ReadCue[] = []
    for (let from = 0; from < drawn.length; from += BATCH) {
      const batch = drawn.slice(from, from + BATCH)
      const texts = await readBatch(tools.tesseractPath, reader, batch, { folder, signal: input.signal })
      for (const [index, cue] of batch.entries()) {
        const picture = `${String(from + index + 1).padStart(5, '0')}.webp`
        await cutPicture(cue, join(input.outputDir, picture))
        const read = texts[index] ?? { text: '', confidence: 0 }
        cues.push({ startMs: cue.startMs, endMs: cue.endMs, ...read, picture })
      }
      await input.onShare?.(DRAWING_SHARE + (1 - DRAWING_SHARE) * ((from + batch.length) / drawn.length))
    }
    return cues
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readBatch(
  tesseractPath: string,
  reader: string,
  cues: readonly RenderedCue[],
  run: { folder: string; signal: AbortSignal | undefined },
): Promise<ReadText[]> {
  const files = cues.map((_, index) => join(run.folder, `reading-${index}.png`))
  for (const [index, cue] of cues.entries()) await preparePage(cue, files[index] ?? '')
  const list = join(run.folder, 'pages.txt')
  await writeFile(list, `${files.join('\n')}\n`)
  const { stdout } = await runTool({
    tool: tesseractPath,
    args: [list, 'stdout', '-l', reader, '--dpi', '150', '--psm', '6', 'tsv'],
    failure: 'decode-failed',
    signal: run.signal,
    cwd: run.folder,
  })
  return parseWords(stdout, cues.length)
}

/** Dark letters on white, as large as the reader likes them. */
async function preparePage(cue: RenderedCue, file: string): Promise<void> {
  const scale = Math.max(1, Math.min(3, READING_HEIGHT / cue.frameHeight))
  const margins = { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN }
  const page = await sharp(cue.file)
    .extract(cue.box)
    .flatten({ background: '#000' })
    .grayscale()
    .normalise()
    .negate()
    .resize({ width: Math.round(cue.box.width * scale) })
    .png()
    .toBuffer()
  await sharp(page)
    .extend({ ...margins, background: '#fff' })
    .toFile(file)
}

async function cutPicture(cue: RenderedCue, file: string): Promise<void> {
  await sharp(cue.file).extract(cue.box).flatten({ background: '#000' }).webp({ quality: 70 }).toFile(file)
}
