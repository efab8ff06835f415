import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { env } from '../../../env/env.ts'
import { describeEncoder } from '../contract.ts'
import { fetchOutput, putSource, sizeOf, sweepFolder, type BucketFolder } from './bucket.ts'
import { startStandIns, type StandIns } from './stand-in/start.ts'

const { s3 } = inject('engines')
let standIns: StandIns
let place: string

beforeAll(async () => {
  const { FFMPEG_PATH: ffmpegPath, FFPROBE_PATH: ffprobePath } = env()
  standIns = await startStandIns({ ffmpegPath, ffprobePath, s3 })
  place = await mkdtemp(join(tmpdir(), 'marquee-s3-'))
})
afterAll(async () => {
  await standIns.close()
  await rm(place, { recursive: true, force: true })
})

describeEncoder('MediaConvert on a real S3', () => standIns.open())

describe('the bucket folder on a real S3', () => {
  const open = (secretAccessKey = s3.secretAccessKey): BucketFolder => ({
    client: new S3Client({
      region: s3.region,
      endpoint: s3.endpoint,
      forcePathStyle: true,
      credentials: { accessKeyId: s3.accessKeyId, secretAccessKey },
    }),
    bucket: s3.bucket,
    prefix: 'marquee/bucket-test/',
  })

  it('sends a film in parts, fetches it whole, and sweeps it', async () => {
    const folder = open()
    const film = join(place, 'film.mp4')
    // More than two parts of eight megabytes.
    const data = Buffer.alloc(20 * 1024 * 1024, 'marquee')
    await writeFile(film, data)
    const shares: number[] = []
    await putSource(folder, 'source.mp4', film, { onShare: (share) => shares.push(share) })
    expect(shares.at(-1)).toBe(1)
    expect(shares.length).toBeGreaterThan(2)
    expect(await sizeOf(folder, 'source.mp4', {})).toBe(data.length)
    const back = join(place, 'back.mp4')
    await fetchOutput(folder, 'source.mp4', back, { onShare: () => {} })
    await sweepFolder(folder)
    expect(await sizeOf(folder, 'source.mp4', {})).toBeNull()
    await expect(fetchOutput(folder, 'source.mp4', back, { onShare: () => {} })).rejects.toMatchObject({
      code: 'service-output',
    })
  }, 60_000)

  it('leaves no half-sent film behind', async () => {
    const folder = open()
    const stop = new AbortController()
    const sending = putSource(folder, 'source.mp4', join(place, 'film.mp4'), {
      signal: stop.signal,
      onShare: () => stop.abort(new Error('cancelled')),
    })
    await expect(sending).rejects.toThrow()
    await sweepFolder(folder)
    expect(await sizeOf(folder, 'source.mp4', {})).toBeNull()
  }, 60_000)

  it('is refused with a wrong secret', async () => {
    const sending = putSource(open('wrong'), 'source.mp4', join(place, 'film.mp4'), { onShare: () => {} })
    await expect(sending).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } })
  })
})
