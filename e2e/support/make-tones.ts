import path from 'node:path'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { execa } from 'execa'

const SECONDS = 24

/**
 * A film whose tracks can be told apart by measuring: Vietnamese sound in 5.1 is a tone of 440 Hz, English in stereo
 * one of 880 Hz; Vietnamese and English subtitles, the English ones set high and in italics.
 */
export async function makeTones(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'marquee-tones-'))
  const film = path.join(folder, 'tones.mkv')
  const times = `1\n00:00:00,000 --> 00:00:${SECONDS},000\n`
  await writeFile(path.join(folder, 'vi.srt'), `${times}Xin chào, thỏ\n`)
  await writeFile(path.join(folder, 'en.srt'), `${times}{\\an8}<i>Hello</i>, rabbit\n`)
  const tone = (hertz: number): string[] => [
    '-f',
    'lavfi',
    '-i',
    `sine=frequency=${hertz}:sample_rate=48000:duration=${SECONDS}`,
  ]
  await execa('ffmpeg', [
    '-v',
    'error',
    '-y',
    '-f',
    'lavfi',
    '-i',
    `testsrc2=s=320x180:r=24:d=${SECONDS}`,
    ...tone(440),
    ...tone(880),
    '-i',
    path.join(folder, 'vi.srt'),
    '-i',
    path.join(folder, 'en.srt'),
    '-filter_complex',
    '[1]pan=5.1|FL=c0|FR=c0|FC=0*c0|LFE=0*c0|BL=0*c0|BR=0*c0[surround]',
    '-map',
    '0:v',
    '-map',
    '[surround]',
    '-map',
    '2:a',
    '-map',
    '3',
    '-map',
    '4',
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
    '-c:s',
    'srt',
    '-metadata:s:a:0',
    'language=vie',
    '-metadata:s:a:1',
    'language=eng',
    '-metadata:s:a:1',
    'title=Lồng tiếng Anh',
    '-metadata:s:s:0',
    'language=vie',
    '-metadata:s:s:1',
    'language=eng',
    '-disposition:a:0',
    'default',
    '-disposition:a:1',
    'dub',
    '-disposition:s:0',
    '0',
    film,
  ])
  return film
}
