import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { S3Client } from '@aws-sdk/client-s3'
import { createAnnouncer, type Delivered } from './announce.ts'
import { answerRequest, type Desk } from './answer-requests.ts'
import { refused } from './answers.ts'
import { noFaults, type Faults } from './faults.ts'
import type { StandInJob } from './jobs.ts'
import type { Destination } from './send-event.ts'
import { serveSigned, type RunningServer } from './serve.ts'

export interface MediaConvertStandIn extends RunningServer {
  faults: Faults
  jobs: () => StandInJob[]
  delivered: Delivered
}

export interface StandInOptions {
  keys: Record<string, string>
  region: string
  s3: S3Client
  ffmpegPath: string
  ffprobePath: string
  destination?: Destination
  port?: number
  /** The service remembers a request's token for a minute. */
  tokenMs?: number
}

/**
 * AWS MediaConvert as far as the adapter meets it: its REST API with signatures checked, jobs that are really encoded
 * from and to the bucket, and its events sent to the callback.
 */
export async function startMediaConvertStandIn(options: StandInOptions): Promise<MediaConvertStandIn> {
  const folder = await mkdtemp(join(tmpdir(), 'marquee-mediaconvert-'))
  const { s3, ffmpegPath, ffprobePath, region, tokenMs = 60_000 } = options
  const jobs = new Map<string, StandInJob>()
  const running = new Set<Promise<void>>()
  const faults = noFaults()
  const delivered: Delivered = []
  const announce = createAnnouncer(options.destination, faults, delivered)
  const making = { s3, ffmpegPath, ffprobePath, folder, faults, announce }
  const desk: Desk = { jobs, running, region, tokenMs, making }
  const server = await serveSigned(
    { keys: options.keys, region, service: 'mediaconvert' },
    async (request) => answerRequest(desk, request),
    (fault) => refused(403, fault === 'SignatureDoesNotMatch' ? 'InvalidSignatureException' : fault, fault),
    options.port,
  )
  return {
    ...server,
    faults,
    delivered,
    jobs: () => [...jobs.values()],
    async close() {
      for (const job of jobs.values()) job.stop.abort()
      await Promise.allSettled(running)
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
