import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { filterGraph, lightSide, plateBounds } from './filter-graph.ts'
import type { GraphInputs } from './filter-graph.ts'
import { loadCardFonts } from './fonts.ts'
import { cutPlate, drawCard, drawClosing } from './pictures.ts'
import type { FilmSpec, Language } from './plan.ts'
import { seededRandom } from './random.ts'
import { drawLight, drawSheet, sheets } from './sheets.ts'
import { renderSoundtrack } from './soundtrack.ts'
import { formatSubRip, FRAME_RATE } from './timing.ts'

export type MakeFilmOptions = {
  /** The ffmpeg to run; `ffmpeg` on PATH unless said. */
  ffmpeg?: string
  signal?: AbortSignal
  /** Called with the finished part of the film, 0 to 1. */
  onProgress?: (fraction: number) => void
}

const trackNames: Record<Language, { code: string; title: string }> = {
  vi: { code: 'vie', title: 'Tiếng Việt' },
  en: { code: 'eng', title: 'English' },
}

/**
 * Makes a demo film from its title's still and writes it to `outFile` in one step: a run that fails or is aborted
 * leaves nothing there. The same spec gives the same film. Rejects with ffmpeg's last words when it fails.
 */
export async function makeFilm(
  spec: FilmSpec,
  outFile: string,
  options: MakeFilmOptions = {},
): Promise<void> {
  const folder = dirname(outFile)
  await mkdir(folder, { recursive: true })
  await loadCardFonts(join(folder, 'card-fonts'))
  const scratch = await mkdtemp(join(folder, '.film-'))
  try {
    const parts = await drawParts(spec, scratch, options.signal)
    const film = join(scratch, `film.${spec.container}`)
    await runFfmpeg(spec, argumentsFor(spec, parts, film), options)
    await rename(film, outFile)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

type Parts = {
  pictures: readonly string[]
  graph: GraphInputs
  sounds: readonly string[]
  subtitles: readonly string[]
  chapters: string
}

async function drawParts(spec: FilmSpec, scratch: string, signal?: AbortSignal): Promise<Parts> {
  const pictures: string[] = []
  const add = async (name: string, picture: Promise<Buffer>) => {
    signal?.throwIfAborted()
    const file = join(scratch, `${name}.png`)
    await writeFile(file, await picture)
    return pictures.push(file) - 1
  }
  const shots: number[] = []
  for (const [index, shot] of spec.shots.entries())
    shots.push(await add(`shot-${index}`, cutPlate(spec, plateBounds(spec, shot), shot.grade, shot.mirrored)))
  const closing = spec.closing.length > 0 ? await add('closing', drawClosing(spec)) : null
  const light = await add('light', drawLight(spec.scene.light, lightSide(spec.width)))
  const random = seededRandom(`${spec.slug}/air`)
  const drawn: number[] = []
  for (const [index, sheet] of sheets[spec.scene.weather].entries())
    drawn.push(await add(`sheet-${index}`, drawSheet(sheet, spec.width, spec.height, random)))
  const cards: number[] = []
  for (const [index, card] of spec.cards.entries())
    cards.push(await add(`card-${index}`, drawCard(spec, card)))

  const write = async (name: string, content: Buffer | string) => {
    signal?.throwIfAborted()
    const file = join(scratch, name)
    await writeFile(file, content)
    return file
  }
  const sounds: string[] = []
  for (const language of spec.audio)
    sounds.push(await write(`${language}.wav`, await renderSoundtrack(spec, language)))
  const subtitles: string[] = []
  for (const { language, cues } of spec.subtitles)
    subtitles.push(await write(`${language}.srt`, formatSubRip(cues)))
  const chapters = await write('chapters.txt', chapterFile(spec))
  return { pictures, graph: { shots, closing, light, sheets: drawn, cards }, sounds, subtitles, chapters }
}

/** The chapters as ffmpeg's own metadata format (FFMETADATA1), times in milliseconds. */
function chapterFile(spec: FilmSpec): string {
  const escape = (text: string) => text.replaceAll(/[\\=;#\n]/g, (char) => `\\${char}`)
  const blocks = spec.chapters.map(
    ({ title, startS, endS }) =>
      `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${Math.round(startS * 1000)}\nEND=${Math.round(endS * 1000)}\ntitle=${escape(title)}\n`,
  )
  return `;FFMETADATA1\n${blocks.join('')}`
}

function argumentsFor(spec: FilmSpec, parts: Parts, film: string): string[] {
  const { pictures, sounds, subtitles } = parts
  const firstSound = pictures.length
  const firstSubtitle = firstSound + sounds.length
  const chapters = String(firstSubtitle + subtitles.length)
  const rate = String(FRAME_RATE)
  return [
    ['-hide_banner', '-nostdin', '-v', 'error', '-nostats', '-progress', 'pipe:1', '-y'],
    pictures.flatMap((file) => ['-framerate', rate, '-i', file]),
    sounds.flatMap((file) => ['-i', file]),
    subtitles.flatMap((file) => ['-i', file]),
    ['-f', 'ffmetadata', '-i', parts.chapters],
    ['-filter_complex', filterGraph(spec, parts.graph), '-map', '[picture]'],
    sounds.flatMap((_, index) => ['-map', `${firstSound + index}:a`]),
    subtitles.flatMap((_, index) => ['-map', `${firstSubtitle + index}:s`]),
    ['-map_metadata', chapters, '-map_chapters', chapters],
    ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '23', '-g', String(2 * FRAME_RATE), '-r', rate],
    ['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709'],
    spec.container === 'mp4'
      ? ['-c:a', 'aac', '-b:a', '160k', '-c:s', 'mov_text']
      : // AAC's encoder delay would shift a Matroska file's picture by half a frame.
        ['-c:a', 'flac', '-c:s', 'srt'],
    spec.audio.flatMap((language, index) => trackArguments('a', index, language)),
    spec.subtitles.flatMap(({ language }, index) => trackArguments('s', index, language)),
    ['-t', spec.durationS.toFixed(3)],
    spec.container === 'mp4' ? ['-movflags', '+faststart'] : [],
    [film],
  ].flat()
}

function trackArguments(kind: 'a' | 's', index: number, language: Language): string[] {
  const { code, title } = trackNames[language]
  const tag = `-metadata:s:${kind}:${index}`
  const names = kind === 'a' ? [tag, `title=${title}`, tag, `handler_name=${title}`] : [tag, `title=${title}`]
  const chosen = kind === 'a' && index === 0 ? 'default' : '0'
  return [tag, `language=${code}`, ...names, `-disposition:${kind}:${index}`, chosen]
}

async function runFfmpeg(spec: FilmSpec, args: readonly string[], options: MakeFilmOptions): Promise<void> {
  options.signal?.throwIfAborted()
  const child = spawn(options.ffmpeg ?? 'ffmpeg', args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: options.signal,
    killSignal: 'SIGKILL',
  })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-4000)
  })
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [key, value] = line.split('=')
    const seconds = key === 'out_time_us' ? Number(value) / 1e6 : Number.NaN
    if (seconds >= 0) options.onProgress?.(Math.min(1, seconds / spec.durationS))
  })
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`ffmpeg could not make ${spec.seed}: ${complaint.trim() || `exit ${code}`}`))
    })
  })
}
