import {
  CreateJobCommand,
  GetJobCommand,
  ListJobsCommand,
  type Job,
  type MediaConvertClient,
} from '@aws-sdk/client-mediaconvert'
import { MediaToolError } from '../../errors.ts'
import type { EncodeInput, EncodeLedger, ExternalEncode } from '../../port.ts'
import { addressOf, putSource, type BucketFolder } from './bucket.ts'
import type { MediaConvertConfig } from './config.ts'
import { jobSettings } from './job-settings.ts'

/** The service's clock may stand behind ours by so much. */
const CLOCKS_APART_MS = 5 * 60_000
/** Lists are given twenty jobs at a time. */
const MOST_PAGES = 25

interface Service {
  mediaConvert: MediaConvertClient
  config: MediaConvertConfig
}

/** One try at an encode. */
export interface Order extends Service {
  ledger: EncodeLedger
  input: EncodeInput
  requestKey: string
  folder: BucketFolder
  /** The job that runs for it already. */
  jobId: string | undefined
}

/**
 * The job of a try, null when there is none. The service knows a request's token for a minute only, so a try whose job
 * id was never kept (its worker died between asking and writing) is looked for among the newest jobs.
 */
export async function findJob(
  { mediaConvert, config }: Service,
  { requestKey, externalId, createdAt }: ExternalEncode,
  signal: AbortSignal | undefined,
): Promise<Job | null> {
  const options = signal ? { abortSignal: signal } : {}
  if (externalId !== null) {
    const answer = await mediaConvert
      .send(new GetJobCommand({ Id: externalId }), options)
      .catch((error: unknown) => {
        if (error instanceof Error && error.name === 'NotFoundException') return null
        throw error
      })
    return answer?.Job ?? null
  }
  let nextToken: string | undefined
  for (let page = 0; page < MOST_PAGES; page++) {
    const { Jobs: jobs = [], NextToken } = await mediaConvert.send(
      new ListJobsCommand({
        Order: 'DESCENDING',
        MaxResults: 20,
        ...(config.queueArn ? { Queue: config.queueArn } : {}),
        ...(nextToken ? { NextToken: nextToken } : {}),
      }),
      options,
    )
    const found = jobs.find((job) => job.UserMetadata?.requestKey === requestKey)
    if (found) return found
    const oldest = jobs.at(-1)?.CreatedAt?.getTime() ?? 0
    if (!NextToken || oldest < createdAt.getTime() - CLOCKS_APART_MS) return null
    nextToken = NextToken
  }
  return null
}

/** Sends the source and asks for its job; asking twice by one key makes one job. Gives the job's id. */
export async function submitJob(order: Order, onShare: (share: number) => void): Promise<string> {
  const { mediaConvert, config, ledger, input, requestKey, folder } = order
  const { signal, probe, ladder, file } = input
  const settings = jobSettings({
    probe,
    ladder,
    input: addressOf(folder, sourceName(probe.container)),
    outputFolder: addressOf(folder, 'out/'),
  })
  await ledger.begin(requestKey)
  await putSource(folder, sourceName(probe.container), file, { signal, onShare })
  const { Job: job } = await mediaConvert.send(
    new CreateJobCommand({
      ClientRequestToken: requestKey,
      Role: config.roleArn,
      ...(config.queueArn ? { Queue: config.queueArn } : {}),
      Priority: config.priority,
      StatusUpdateInterval: 'SECONDS_30',
      AccelerationSettings: { Mode: 'DISABLED' },
      UserMetadata: { requestKey, ...input.outside?.about },
      Tags: { 'marquee:request': requestKey },
      Settings: settings,
    }),
    signal ? { abortSignal: signal } : {},
  )
  if (!job?.Id) throw new MediaToolError('service-failed', 'MediaConvert named no job', { retryable: true })
  await ledger.record(requestKey, { externalId: job.Id })
  return job.Id
}

const endings: Record<string, string> = {
  mov: 'mp4',
  matroska: 'mkv',
  avi: 'avi',
  flv: 'flv',
  ogg: 'ogv',
  asf: 'wmv',
  mxf: 'mxf',
  mpeg: 'mpg',
  mpegts: 'ts',
}

// MediaConvert goes by the ending where the bytes leave it in doubt; the uploader's name plays no part.
function sourceName(container: string): string {
  return `source.${endings[container] ?? 'mp4'}`
}
