import path from 'node:path'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { execa } from 'execa'

const SECONDS = 150

/** A film small enough to be encoded in seconds, and so long that it plays on while a journey looks elsewhere. */
export async function makeLongFilm(): Promise<string> {
  const film = path.join(await mkdtemp(path.join(tmpdir(), 'marquee-long-')), 'long.mp4')
  const picture = ['-f', 'lavfi', '-i', `testsrc=s=192x108:r=12:d=${SECONDS}`]
  const sound = ['-f', 'lavfi', '-i', `sine=frequency=330:sample_rate=48000:duration=${SECONDS}`]
  const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac']
  await execa('ffmpeg', ['-v', 'error', '-y', ...picture, ...sound, ...coding, film])
  return film
}
