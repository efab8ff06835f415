import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { execa } from 'execa'
import { createTitle } from '#server/domains/catalogue/index.ts'
import { getEncode, importSource } from '#server/domains/media/index.ts'
import type { EncodeProgressDto, SourceRef } from '#server/domains/media/schemas.ts'
import { createContext, type Context } from '#server/platform/context/context.ts'
import { env } from '#server/platform/env/env.ts'
import { storage } from '#server/platform/storage/index.ts'

/** Fourteen seconds, long enough to be caught in mid-encode. */
export const realFilm = resolve('e2e/fixtures/big-buck-bunny-14s.mp4')

const sessionId = randomUUID()
export const admin = (): Context =>
  createContext({
    kind: 'account',
    accountId: '01a1fcde-d351-7165-99cc-061a615a6b76',
    role: 'admin',
    sessionId,
  })
export const viewer = (): Context =>
  createContext({ kind: 'account', accountId: randomUUID(), role: 'viewer', sessionId })

/** Makes a moving test picture with a tone, two seconds unless said, quick to encode. */
export async function makeFilm(
  path: string,
  { seconds = 2, size = '320x180', hertz = 440 }: { seconds?: number; size?: string; hertz?: number } = {},
): Promise<void> {
  const picture = `testsrc2=size=${size}:rate=24:duration=${seconds}`
  const sound = `sine=frequency=${hertz}:sample_rate=48000:duration=${seconds}`
  const encoders = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac']
  const inputs = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound]
  await execa(env().FFMPEG_PATH, ['-v', 'error', '-y', ...inputs, ...encoders, path])
}

/** Makes a title and gives it a film, which waits to be encoded. */
export async function importFilm(path: string): Promise<SourceRef & { titleId: string }> {
  const { id: titleId } = await createTitle(admin(), { kind: 'film', title: { vi: `Phim ${randomUUID()}` } })
  return { ...(await importSource(admin(), { path, target: { titleId } })), titleId }
}

type Wanted = Partial<Pick<EncodeProgressDto, 'state' | 'stage'>>

/** Waits until the encode stands as wanted; services may be away meanwhile. */
export async function untilEncode(
  versionId: string,
  wanted: Wanted,
  withinMs = 60_000,
): Promise<EncodeProgressDto> {
  const givesUpAt = Date.now() + withinMs
  for (;;) {
    const found = await getEncode(admin(), { versionId }).catch((error: unknown) => ({ error }))
    if (
      'state' in found &&
      Object.entries(wanted).every(([key, value]) => found[key as keyof Wanted] === value)
    )
      return found
    if (Date.now() > givesUpAt) throw new Error(`${JSON.stringify(found)} is not ${JSON.stringify(wanted)}.`)
    await sleep(20)
  }
}

/** What is stored below a prefix, its names without it. */
export async function keysBelow(prefix: string): Promise<string[]> {
  return (await Array.fromAsync(storage().list(prefix))).map(({ key }) => key.slice(prefix.length))
}
