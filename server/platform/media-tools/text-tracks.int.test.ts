import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planLadder } from '#server/domains/media/plan-ladder.ts'
import { env } from '#server/platform/env/env.ts'
import { runTool } from './ffmpeg/run-tool.ts'
import { createMediaTools, type ExtractedSubtitle, type MediaTools } from './index.ts'

let folder: string
let tools: MediaTools

const inFolder = (name: string): string => join(folder, name)
const ffmpeg = (args: string[]) =>
  runTool({
    tool: env().FFMPEG_PATH,
    args: ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'color=gray:s=320x180:r=25:d=3', ...args],
    failure: 'encode-failed',
    reads: [folder],
  })
const video = ['-map', '0:v', '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']

async function extract(file: string): Promise<{ tracks: ExtractedSubtitle[]; texts: string[] }> {
  const ladder = planLadder(await tools.probe(file))
  const outputDir = `${file}-texts`
  await mkdir(outputDir)
  const tracks = await tools.extractSubtitles({ file, ladder, outputDir })
  return { tracks, texts: await Promise.all(tracks.map((track) => readFile(track.file, 'utf8'))) }
}

const srt =
  '1\n00:00:00,500 --> 00:00:01,250\n{\\an8}<i>Xin chào</i>, <font color="#FFFF00">thỏ</font> & bạn\n'
const ass = `[Script Info]
ScriptType: v4.00+
PlayResX: 640
PlayResY: 360
[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,20,&H00FFFFFF,&H0,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,1
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:00.50,0:00:01.25,Default,,0,0,0,,{\\k30}Good {\\b1}morning{\\b0}
Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\an7\\pos(64,36)}SIGN
Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\p1}m 0 0 l 10 0 10 10
`
const vtt = 'WEBVTT\n\n00:00.500 --> 00:01.250 line:10% align:left\nBonjour <b>lapin</b>\n'

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marquee-texts-'))
  const { FFMPEG_PATH: ffmpegPath, FFPROBE_PATH: ffprobePath } = env()
  tools = createMediaTools({ ffmpegPath, ffprobePath, packagerPath: null })
  await writeFile(inFolder('vi.srt'), srt)
  await writeFile(inFolder('en.ass'), ass)
  await writeFile(inFolder('fr.vtt'), vtt)
})

afterAll(() => rm(folder, { recursive: true, force: true }))

describe('subtitles in Matroska', () => {
  it('of SubRip, ASS and WebVTT keep style, place, language, title and flags', async () => {
    const file = inFolder('three.mkv')
    await ffmpeg([
      ...['vi.srt', 'en.ass', 'fr.vtt'].flatMap((name) => ['-i', inFolder(name)]),
      ...video,
      ...['1', '2', '3'].flatMap((map) => ['-map', map]),
      '-c:s',
      'copy',
      '-metadata:s:s:0',
      'language=vie',
      '-metadata:s:s:0',
      'title=Đầy đủ',
      '-metadata:s:s:1',
      'language=eng',
      '-metadata:s:s:2',
      'language=fre',
      '-disposition:s:0',
      'default',
      '-disposition:s:1',
      'forced',
      '-disposition:s:2',
      'hearing_impaired',
      file,
    ])
    const { tracks, texts } = await extract(file)
    expect(
      tracks.map(({ name, language, title, isDefault, forced, hearingImpaired }) => [
        name,
        language,
        title,
        [isDefault, forced, hearingImpaired],
      ]),
    ).toEqual([
      ['text-0-vi', 'vi', 'Đầy đủ', [true, false, false]],
      ['text-1-en', 'en', null, [false, true, false]],
      ['text-2-fr', 'fr', null, [false, false, true]],
    ])
    expect(texts).toEqual([
      'WEBVTT\n\n00:00:00.500 --> 00:00:01.250 line:5%\n<i>Xin chào</i>, <c.yellow>thỏ</c> &amp; bạn\n',
      'WEBVTT\n\n00:00:00.500 --> 00:00:01.250\nGood <b>morning</b>\n\n00:00:01.000 --> 00:00:02.000 line:10% position:10% align:left\nSIGN\n',
      'WEBVTT\n\n00:00.500 --> 00:01.250 line:10% align:left\nBonjour <b>lapin</b>\n',
    ])
  })

  it('in an old Vietnamese encoding are read all the same', async () => {
    const file = inFolder('legacy.mkv')
    // windows-1258: "Việt" with its tone as a letter of its own.
    const line = Buffer.concat([
      Buffer.from('1\n00:00:00,500 --> 00:00:01,250\n'),
      Buffer.from([0x56, 0x69, 0xea, 0xf2, 0x74, 0x0a]),
    ])
    await writeFile(inFolder('legacy.srt'), line)
    const copied = ['-map', '1', '-c:s', 'copy', '-metadata:s:s:0', 'language=vie', file]
    await ffmpeg(['-i', inFolder('legacy.srt'), ...video, ...copied])
    expect((await extract(file)).texts).toEqual([expect.stringContaining('\nViệt\n')])
  })
})

describe('subtitles in MP4', () => {
  it('keep their style, language and default', async () => {
    const file = inFolder('text.mp4')
    const texts = ['-map', '1', '-c:s', 'mov_text', '-metadata:s:s:0', 'language=vie', file]
    await ffmpeg(['-i', inFolder('vi.srt'), ...video, ...texts])
    const made = await extract(file)
    expect(made.tracks).toMatchObject([{ language: 'vi', forced: false }])
    expect(made.texts[0]).toContain('<i>Xin chào</i>')
    expect(made.texts[0]).toContain('00:00:00.500 --> 00:00:01.250')
    expect(made.texts[0]).toContain('&amp; bạn')
  })
})

describe('chapters', () => {
  it.each(['chapters.mkv', 'chapters.mp4'])('of %s keep their times and names', async (name) => {
    const chapter = (start: number, end: number, title: string): string =>
      `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${start}\nEND=${end}\ntitle=${title}\n`
    const list = `;FFMETADATA1\n${chapter(0, 1200, 'Mở đầu')}${chapter(1200, 3000, 'Cánh đồng & “hoa”')}`
    await writeFile(inFolder('chapters.txt'), list)
    await ffmpeg(['-i', inFolder('chapters.txt'), ...video, '-map_chapters', '1', inFolder(name)])
    expect((await tools.probe(inFolder(name))).chapters).toEqual([
      { startMs: 0, endMs: 1200, title: 'Mở đầu' },
      { startMs: 1200, endMs: 3000, title: 'Cánh đồng & “hoa”' },
    ])
  })
})
