import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { BLANK } from '#e2e/fixtures/hostile/inject.ts'
import { runFfmpeg } from '#e2e/fixtures/hostile/make-film.ts'

const REAL_CLIP = path.resolve(import.meta.dirname, '../../e2e/fixtures/big-buck-bunny-14s.mp4')
const PICTURE = ['-t', '1', '-vf', 'scale=320:180', '-c:v', 'libx264', '-preset', 'ultrafast', '-ac', '2']
const TWO_SOUNDS = ['-map', '0:v', '-map', '0:a', '-map', '0:a', '-map', '1:s']
const WEBM = ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libopus', '-f', 'webm']
const FORMATS: Record<string, readonly string[]> = {
  mp4: ['-f', 'mp4'],
  'mp4-index-first': ['-movflags', '+faststart', '-f', 'mp4'],
  mov: [...TWO_SOUNDS, '-c:s', 'mov_text', '-f', 'mov'],
  mkv: [...TWO_SOUNDS, '-c:s', 'ass', '-f', 'matroska'],
  ts: ['-metadata', `service_name=${BLANK}`, '-metadata', `service_provider=${BLANK}`, '-f', 'mpegts'],
  avi: ['-c:v', 'mpeg4', '-c:a', 'mp3', '-f', 'avi'],
  webm: WEBM,
}
const SUBTITLE = `1\n00:00:00,100 --> 00:00:00,900\n${BLANK}\n`
const CHAPTER = `;FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=900\ntitle=${BLANK}\n`
const TEXTS = ['title', 'comment', 'artist', 'encoder'].flatMap((name) => ['-metadata', `${name}=${BLANK}`])
const TRACK_TEXTS = ['title', 'handler_name'].flatMap((name) => ['-metadata:s', `${name}=${BLANK}`])

/** A second of the real clip in each format, with every text field it can carry made of `BLANK`. */
export async function makeWholeFilms(folder: string): Promise<Map<string, Buffer>> {
  const [subtitle, chapter] = [path.join(folder, 'whole.srt'), path.join(folder, 'whole.chapters')]
  await writeFile(subtitle, SUBTITLE)
  await writeFile(chapter, CHAPTER)
  const inputs = [
    '-i',
    `file:${REAL_CLIP}`,
    '-i',
    `file:${subtitle}`,
    '-f',
    'ffmetadata',
    '-i',
    `file:${chapter}`,
  ]
  const films = new Map<string, Buffer>()
  for (const [format, args] of Object.entries(FORMATS)) {
    const file = path.join(folder, `whole.${format}`)
    const attached =
      format === 'mkv'
        ? ['-attach', subtitle, '-metadata:s:t', 'mimetype=font/ttf', '-metadata:s:t', `filename=${BLANK}`]
        : []
    const texts = [...TEXTS, ...TRACK_TEXTS, '-map_chapters', '2', ...attached]
    await runFfmpeg([...inputs, ...PICTURE, ...texts, ...args, `file:${file}`])
    films.set(format, await readFile(file))
  }
  return films
}
