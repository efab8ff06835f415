import path from 'node:path'
import { cachedFolder, projectRoot } from '#scripts/services/cache-folder.ts'
import { findOnPath, runCommand, tailOf } from '#scripts/services/run-command.ts'
import { SetUpError } from '#scripts/services/set-up-error.ts'
import type { BenchContext } from './define-bench.ts'

/** Fourteen seconds of Big Buck Bunny, 854x480 with 5.1 sound. */
export const realClip = path.join(projectRoot, 'e2e/fixtures/big-buck-bunny-14s.mp4')

const CLIP_SECONDS = 14

/**
 * The clip over and over, each time in another enlargement and colour, drifting, with grain: a 1080p film that
 * costs an encoder what a real one does, which a test pattern does not.
 */
function filmArguments(seconds: number, file: string): string[] {
  const round = `floor(t/${CLIP_SECONDS})`
  const enlarged = (side: number): string => `2*trunc(${side}*(1+0.08*mod(${round},5))/2)`
  const drift = (space: string, period: number): string => `(${space})*(0.5+0.5*sin(t/${period}))`
  const filters = [
    `scale=w='${enlarged(1924)}':h='${enlarged(1082)}':eval=frame:flags=bicubic`,
    `crop=1920:1080:x='${drift('iw-1920', 7)}':y='${drift('ih-1080', 11)}'`,
    `hue=h='24*${round}':s='1+0.2*sin(${round})'`,
    'noise=alls=5:allf=t',
    'setsar=1',
    'format=yuv420p',
  ]
  const input = ['-v', 'error', '-nostdin', '-y', '-stream_loop', '-1', '-i', realClip, '-t', String(seconds)]
  const picture = [
    '-c:v',
    'libx264',
    '-preset',
    'superfast',
    '-crf',
    '21',
    '-maxrate',
    '12M',
    '-bufsize',
    '24M',
  ]
  const sound = ['-af', 'aresample=async=1', '-c:a', 'aac', '-b:a', '384k']
  return [...input, '-vf', filters.join(','), ...picture, ...sound, '-movflags', '+faststart', file]
}

/** Gives a 1080p film of that many seconds, made once per machine and kept in the cache folder. */
export async function provideFilm(
  { report }: Pick<BenchContext, 'report'>,
  seconds: number,
): Promise<string> {
  const make = async (folder: string): Promise<void> => {
    const file = path.join(folder, 'film.mp4')
    const ffmpeg = process.env.FFMPEG_PATH ?? findOnPath('ffmpeg') ?? 'ffmpeg'
    const { code, output } = await runCommand(ffmpeg, filmArguments(seconds, file))
    if (code !== 0) throw new SetUpError(`The film of ${seconds} s could not be made: ${tailOf(output, 3)}`)
  }
  const folder = await report.step(`Film of ${seconds} s in 1080p (once per machine)`, () =>
    cachedFolder(`bench-film-1-${seconds}s`, make),
  )
  return path.join(folder, 'film.mp4')
}
