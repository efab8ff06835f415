import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { CancelJobCommand, type Job, type MediaConvertClient } from '@aws-sdk/client-mediaconvert'
import type { S3Client } from '@aws-sdk/client-s3'
import { MediaToolError } from '../../errors.ts'
import type { EncodedTrack, EncodeInput, EncodeLedger, Encoder, ExternalEncode } from '../../port.ts'
import { hasEnded } from '../../port/encode-ledger.ts'
import { videoName } from '../../track-file.ts'
import { fetchOutput, sizeOf, sweepFolder, type BucketFolder } from './bucket.ts'
import type { MediaConvertConfig } from './config.ts'
import { guardCost } from './cost-guard.ts'
import { serviceFailure } from './explain-failure.ts'
import { findJob, submitJob, type Order } from './find-job.ts'
import { outputName, trackNames } from './job-settings.ts'
import { createMemoryLedger } from './memory-ledger.ts'
import { padSound } from './pad-sound.ts'
import { watchJob } from './watch-job.ts'

/** The share of the whole, in percent, after which the source is sent and at which the outputs begin to come. */
const SENT = 5
const MADE = 95
/** What is told to the service after a stop may not hold the stop up for longer. */
const FAREWELL_MS = 1500

export interface MediaConvertServices {
  mediaConvert: MediaConvertClient
  s3: S3Client
  config: MediaConvertConfig
  ffmpegPath: string
  ffprobePath: string
}

export interface OutsideEncoder extends Encoder {
  /** Cancels what still runs outside of the ledger's tries and removes what they left in the bucket. */
  abandon: (ledger: EncodeLedger) => Promise<void>
}

/**
 * An encoder that is AWS MediaConvert: the source goes to a folder of its own in the bucket, one job makes all tracks,
 * they are fetched, and the folder is emptied. Asked again by the same key, in this process or another, it goes on
 * with the job that runs. A stop that will be tried again leaves the job running; any other cancels it.
 */
export function createMediaConvertEncoder(services: MediaConvertServices): OutsideEncoder {
  const lasting = createMemoryLedger()
  return {
    name: 'mediaconvert',
    encode: (input) => encode(services, input, input.outside?.ledger ?? lasting),
    abandon: (ledger) => abandon(services, ledger),
  }
}

/** The folder in the bucket that belongs to one try. */
function folderOf({ s3, config }: MediaConvertServices, requestKey: string): BucketFolder {
  return { client: s3, bucket: config.bucket, prefix: `${config.prefix}${requestKey}/` }
}

async function encode(
  services: MediaConvertServices,
  input: EncodeInput,
  ledger: EncodeLedger,
): Promise<EncodedTrack[]> {
  const { config } = services
  input.signal?.throwIfAborted()
  guardCost(input.probe, input.ladder, config.maxOutputMinutes)
  const tell = teller(input)
  const next = await nextTry(services, input, ledger).catch((error: unknown) => {
    input.signal?.throwIfAborted()
    throw serviceFailure(error, 'Looking for the job')
  })
  const order: Order = { ...services, ledger, input, ...next }
  let jobId = order.jobId
  try {
    jobId ??= await submitJob(order, (share) => tell(SENT * share))
    await watchJob({
      client: services.mediaConvert,
      config,
      ledger,
      requestKey: order.requestKey,
      jobId,
      signal: input.signal,
      onLook: (percent) => tell(SENT + ((MADE - SENT) * percent) / 100),
    })
    await fetchTracks(services, order, (share) => tell(MADE + (100 - MADE) * share))
    await sweepFolder(order.folder, { signal: input.signal })
  } catch (error) {
    throw await settle(services, order, jobId, error)
  }
  tell(100)
  return tracksOf(input)
}

/** The try to go on with: the last one while its job runs or its outputs wait, else a new one. */
async function nextTry(
  services: MediaConvertServices,
  input: EncodeInput,
  ledger: EncodeLedger,
): Promise<{ requestKey: string; folder: BucketFolder; jobId: string | undefined }> {
  const base = `${shorten(input.requestKey)}-`
  const tries = await ledger.tries(base)
  const last = tries.at(-1)
  if (last) {
    const folder = folderOf(services, last.requestKey)
    const job = await findJob(services, last, input.signal)
    if (!job && !hasEnded(last.state)) return { requestKey: last.requestKey, folder, jobId: undefined }
    if (job && (await isOfUse(job, folder, input))) {
      return { requestKey: last.requestKey, folder, jobId: job.Id }
    }
    await ledger.record(last.requestKey, { state: job?.Status === 'CANCELED' ? 'cancelled' : 'failed' })
  }
  const requestKey = `${base}${tries.length + 1}`
  return { requestKey, folder: folderOf(services, requestKey), jobId: undefined }
}

async function isOfUse(job: Job, folder: BucketFolder, { ladder, signal }: EncodeInput): Promise<boolean> {
  if (job.Status === 'SUBMITTED' || job.Status === 'PROGRESSING') return true
  if (job.Status !== 'COMPLETE') return false
  for (const track of trackNames(ladder))
    if (!(await sizeOf(folder, `out/${outputName(track)}`, { signal }))) return false
  return true
}

// The service takes 64 characters, of which the try's number needs some.
function shorten(requestKey: string): string {
  if (requestKey.length <= 60) return requestKey
  return createHash('sha256').update(requestKey).digest('hex').slice(0, 48)
}

async function fetchTracks(
  { ffmpegPath, ffprobePath }: MediaConvertServices,
  { folder, input }: Order,
  onShare: (share: number) => void,
): Promise<void> {
  const names = trackNames(input.ladder)
  for (const [index, name] of names.entries()) {
    const file = join(input.outputDir, `${name}.mp4`)
    await fetchOutput(folder, `out/${outputName(name)}`, file, {
      signal: input.signal,
      onShare: (share) => onShare((index + share) / (names.length + 1)),
    })
  }
  await padSound({ ffmpegPath, ffprobePath }, input, () => onShare(names.length / (names.length + 1)))
}

function tracksOf({ ladder, outputDir }: EncodeInput): EncodedTrack[] {
  const track = (kind: EncodedTrack['kind'], name: string): EncodedTrack => ({
    kind,
    name,
    file: join(outputDir, `${name}.mp4`),
  })
  return [
    ...ladder.rungs.map((rung) => track('video', videoName(rung))),
    ...ladder.audio.map(({ name }) => track('audio', name)),
  ]
}

/** Gives what to throw, after telling the service and the ledger what it means for them. */
async function settle(
  services: MediaConvertServices,
  { ledger, requestKey, folder, input }: Order,
  jobId: string | undefined,
  error: unknown,
): Promise<unknown> {
  const { signal } = input
  if (signal?.aborted) {
    if (!willBeTriedAgain(signal.reason)) {
      const farewell = AbortSignal.timeout(FAREWELL_MS)
      await cancel(services, jobId, farewell)
      await ledger.record(requestKey, { state: 'cancelled' }).catch(() => {})
      await sweepFolder(folder, { signal: farewell }).catch(() => {})
    }
    return signal.reason
  }
  const failure = serviceFailure(error, 'Encoding by MediaConvert')
  // A service that cannot be reached says nothing about the job: the next try goes on with it.
  if (!(failure instanceof MediaToolError) || failure.code === 'service-unavailable') return failure
  const { code, message } = failure
  await cancel(services, jobId)
  await ledger.record(requestKey, { state: 'failed', error: { code, message } })
  await sweepFolder(folder).catch(() => {})
  return failure
}

/** Whether the same will be asked for again, as after a shutdown or a lost lock. */
function willBeTriedAgain(reason: unknown): boolean {
  return reason instanceof Error && 'retryable' in reason && reason.retryable === true
}

/** Cancels a job if it still runs; that it has ended, or cannot be reached, is no error here. */
async function cancel(
  { mediaConvert }: Pick<MediaConvertServices, 'mediaConvert'>,
  jobId: string | undefined,
  abortSignal?: AbortSignal,
): Promise<void> {
  if (jobId === undefined) return
  await mediaConvert
    .send(new CancelJobCommand({ Id: jobId }), abortSignal ? { abortSignal } : {})
    .catch(() => {})
}

async function abandon(services: MediaConvertServices, ledger: EncodeLedger): Promise<void> {
  for (const each of await ledger.tries('')) {
    if (!hasEnded(each.state)) await abandonTry(services, ledger, each)
    await sweepFolder(folderOf(services, each.requestKey))
  }
}

async function abandonTry(
  services: MediaConvertServices,
  ledger: EncodeLedger,
  each: ExternalEncode,
): Promise<void> {
  const job = await findJob(services, each, undefined)
  if (job) await cancel(services, job.Id)
  await ledger.record(each.requestKey, { state: 'cancelled' })
}

/** Tells progress that never falls; the service counts no frames a second. */
function teller({ probe, onProgress }: EncodeInput): (percent: number) => void {
  let highest = 0
  const startedAt = Date.now()
  return (percent) => {
    highest = Math.max(highest, Math.min(100, percent))
    const spentS = (Date.now() - startedAt) / 1000
    onProgress?.({
      percent: highest,
      fps: 0,
      outTimeMs: Math.round((probe.durationMs * highest) / 100),
      etaSeconds: highest > SENT ? Math.round((spentS * (100 - highest)) / highest) : null,
    })
  }
}
