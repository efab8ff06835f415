import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { encodeJob, JobError, keepInput } from './encode-job.ts'
import { createJobSchema, describeIssues, type CreateJob } from './job-schema.ts'
import { tellJob, type JobStatus, type StandInJob } from './jobs.ts'
import { describeEvent, sendEvent, type Destination, type EventStatus } from './send-event.ts'
import { serveSigned, type Answer, type ReadRequest, type RunningServer } from './serve.ts'

/** What goes wrong on demand. */
export interface Faults {
  /** So many next requests are answered 429. */
  throttle: number
  /** So many next requests are answered 500. */
  serverErrors: number
  /** The next CreateJob makes its job, but its answer is lost. */
  loseCreateAnswer: boolean
  /** How long a job waits in the queue. */
  queueMs: number
  /** A begun job encodes, but shows neither progress nor an end. */
  stall: boolean
  /** The next job that is begun ends so. */
  jobError: { code: number; message: string } | null
  /** Name modifiers of outputs that never reach the bucket. */
  loseOutputs: string[]
  /** Each event is sent twice. */
  duplicateEvents: boolean
  /** Events of a job are held back until its end and come last first. */
  reverseEvents: boolean
}

export interface MediaConvertStandIn extends RunningServer {
  faults: Faults
  jobs: () => StandInJob[]
  /** Statuses of events that were delivered, with the callback's answers. */
  delivered: { status: EventStatus; answer: number | null }[]
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

const QUEUE = 'arn:aws:mediaconvert:eu-central-1:111122223333:queues/Default'

/**
 * AWS MediaConvert as far as the adapter meets it: its REST API with signatures checked, jobs that are really encoded
 * from and to the bucket, and its events sent to the callback.
 */
export async function startMediaConvertStandIn(options: StandInOptions): Promise<MediaConvertStandIn> {
  const folder = await mkdtemp(join(tmpdir(), 'marquee-mediaconvert-'))
  const jobs = new Map<string, StandInJob>()
  const faults: Faults = {
    throttle: 0,
    serverErrors: 0,
    loseCreateAnswer: false,
    queueMs: 0,
    stall: false,
    jobError: null,
    loseOutputs: [],
    duplicateEvents: false,
    reverseEvents: false,
  }
  const delivered: MediaConvertStandIn['delivered'] = []
  const held = new Map<string, Record<string, unknown>[]>()
  const running = new Set<Promise<void>>()

  async function deliver(status: EventStatus, event: Record<string, unknown>): Promise<void> {
    if (!options.destination) return
    for (let copies = faults.duplicateEvents ? 2 : 1; copies > 0; copies--)
      delivered.push({ status, answer: await sendEvent(options.destination, event) })
  }

  async function announce(job: StandInJob, status: EventStatus): Promise<void> {
    const event = describeEvent(job, status)
    if (!faults.reverseEvents) return deliver(status, event)
    const waiting = [...(held.get(job.id) ?? []), event]
    held.set(job.id, waiting)
    if (!['COMPLETE', 'CANCELED', 'ERROR'].includes(status)) return
    held.delete(job.id)
    for (const each of waiting.toReversed())
      await deliver((each.detail as { status: EventStatus }).status, each)
  }

  async function move(job: StandInJob, status: JobStatus): Promise<void> {
    job.status = status
    if (status !== 'SUBMITTED') await announce(job, status)
  }

  async function work(job: StandInJob): Promise<void> {
    const { signal } = job.stop
    try {
      await sleep(faults.queueMs, undefined, { signal })
      job.phase = 'PROBING'
      await move(job, 'PROGRESSING')
      if (faults.stall) await sleep(24 * 3600 * 1000, undefined, { signal })
      const { jobError } = faults
      faults.jobError = null
      if (jobError) throw new JobError(jobError.code, jobError.message)
      await make(job, signal)
      job.phase = null
      job.percent = 100
      await move(job, 'COMPLETE')
    } catch (error) {
      if (signal.aborted) return
      const { code = 1999, message } = error as Partial<JobError> & Error
      job.error = { code: typeof code === 'number' ? code : 1999, message }
      await move(job, 'ERROR')
    }
  }

  async function make(job: StandInJob, signal: AbortSignal): Promise<void> {
    const { settings } = job.request
    const place = join(folder, job.id)
    const input = `${place}.input`
    const from = splitAddress(settings.inputs[0]?.fileInput ?? '')
    const object = await options.s3
      .send(new GetObjectCommand(from), { abortSignal: signal })
      .catch((error: unknown) => {
        throw inputError(error)
      })
    await keepInput(input, (await object.Body?.transformToByteArray()) ?? new Uint8Array())
    job.phase = 'TRANSCODING'
    await announce(job, 'INPUT_INFORMATION')
    const { ffmpegPath, ffprobePath } = options
    const onPercent = (percent: number): void => {
      job.percent = percent * 0.95
    }
    const updates = setInterval(() => void announce(job, 'STATUS_UPDATE'), 500)
    try {
      const files = await encodeJob({
        ffmpegPath,
        ffprobePath,
        settings,
        input,
        folder: place,
        signal,
        onPercent,
      })
      job.phase = 'UPLOADING'
      await upload(job, files, signal)
    } finally {
      clearInterval(updates)
    }
  }

  async function upload(job: StandInJob, files: Map<string, string>, signal: AbortSignal): Promise<void> {
    const group = job.request.settings.outputGroups[0]!
    const { Bucket, Key } = splitAddress(group.outputGroupSettings.fileGroupSettings.destination)
    for (const [modifier, file] of files) {
      if (faults.loseOutputs.includes(modifier)) continue
      const extension = group.outputs.find((output) => output.nameModifier === modifier)?.extension ?? 'mp4'
      const Body = await readFile(file)
      await options.s3
        .send(new PutObjectCommand({ Bucket, Key: `${Key}${modifier}.${extension}`, Body }), {
          abortSignal: signal,
        })
        .catch((error: unknown) => {
          if (signal.aborted) throw error
          throw new JobError(3403, `Unable to write to output file: ${String(error)}`)
        })
    }
  }

  function create(body: Buffer): Answer {
    const parsed = createJobSchema.safeParse(readJson(body))
    if (!parsed.success) return refused(400, 'BadRequestException', describeIssues(parsed.error))
    const request = parsed.data
    const known = [...jobs.values()].find(
      (job) =>
        request.clientRequestToken !== undefined &&
        job.request.clientRequestToken === request.clientRequestToken &&
        Date.now() - job.createdAt < (options.tokenMs ?? 60_000),
    )
    const job = known ?? begin(request)
    if (faults.loseCreateAnswer) {
      faults.loseCreateAnswer = false
      return { status: 500, cut: true }
    }
    return json(201, { job: tellJob(job) })
  }

  function begin(request: CreateJob): StandInJob {
    const id = `${Date.now()}-${randomBytes(3).toString('hex')}`
    const job: StandInJob = {
      id,
      arn: `arn:aws:mediaconvert:${options.region}:111122223333:jobs/${id}`,
      queue: request.queue ?? QUEUE,
      request,
      status: 'SUBMITTED',
      phase: null,
      percent: 0,
      error: null,
      createdAt: Date.now(),
      stop: new AbortController(),
    }
    jobs.set(id, job)
    const done = work(job).finally(() => running.delete(done))
    running.add(done)
    return job
  }

  function cancel(id: string): Answer {
    const job = jobs.get(id)
    if (!job) return refused(404, 'NotFoundException', `The job ${id} was not found.`)
    if (job.status !== 'SUBMITTED' && job.status !== 'PROGRESSING')
      return refused(409, 'ConflictException', `The job ${id} is ${job.status}.`)
    job.stop.abort()
    void move(job, 'CANCELED')
    return json(202, {})
  }

  function list(query: URLSearchParams): Answer {
    const from = Number(query.get('nextToken') ?? 0)
    const most = Math.min(20, Number(query.get('maxResults') ?? 20))
    const all = [...jobs.values()].filter((job) => (query.get('queue') ?? job.queue) === job.queue)
    const ordered = query.get('order') === 'ASCENDING' ? all : all.toReversed()
    const page = ordered.slice(from, from + most).map(tellJob)
    return json(200, { jobs: page, ...(from + most < all.length ? { nextToken: String(from + most) } : {}) })
  }

  async function handle({ method, path, query, body }: ReadRequest): Promise<Answer> {
    if (faults.throttle > 0) {
      faults.throttle -= 1
      return refused(429, 'TooManyRequestsException', 'Too Many Requests')
    }
    if (faults.serverErrors > 0) {
      faults.serverErrors -= 1
      return refused(500, 'InternalServerErrorException', 'Internal server error')
    }
    const [, version, noun, id] = path.split('/')
    if (version !== '2017-08-29' || noun !== 'jobs') return refused(404, 'NotFoundException', 'No such path')
    if (method === 'POST' && !id) return create(body)
    if (method === 'GET' && !id) return list(query)
    if (method === 'DELETE' && id) return cancel(id)
    const job = jobs.get(id ?? '')
    return job
      ? json(200, { job: tellJob(job) })
      : refused(404, 'NotFoundException', `The job ${id} was not found.`)
  }

  const server = await serveSigned(
    { keys: options.keys, region: options.region, service: 'mediaconvert' },
    handle,
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

function splitAddress(address: string): { Bucket: string; Key: string } {
  const [, Bucket = '', Key = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(address) ?? []
  return { Bucket, Key }
}

function inputError(error: unknown): unknown {
  const { name } = error as Error
  if (name === 'AccessDenied') return new JobError(1401, 'Unable to open input file: [Access Denied]')
  if (name === 'NoSuchKey') return new JobError(1404, 'Unable to open input file: [Not Found]')
  return error
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown
  } catch {
    return null
  }
}

function json(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}

function refused(status: number, type: string, message: string): Answer {
  const answer = json(status, { message })
  return { ...answer, headers: { ...answer.headers, 'x-amzn-errortype': type } }
}
