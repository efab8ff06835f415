import { randomBytes } from 'node:crypto'
import { json, readJson, refused } from './answers.ts'
import { createJobSchema, describeIssues, type CreateJob } from './job-schema.ts'
import { tellJob, type StandInJob } from './jobs.ts'
import type { Making } from './make-outputs.ts'
import type { Answer, ReadRequest } from './serve.ts'
import { moveJob, workOnJob } from './work-on-job.ts'

const QUEUE = 'arn:aws:mediaconvert:eu-central-1:111122223333:queues/Default'

/** All that the service knows. */
export interface Desk {
  jobs: Map<string, StandInJob>
  /** Work on jobs that has not ended. */
  running: Set<Promise<void>>
  region: string
  /** How long a request's token is remembered. */
  tokenMs: number
  making: Making
}

/** Answers a request of the REST API whose signature was found good. */
export function answerRequest(desk: Desk, { method, path, query, body }: ReadRequest): Answer {
  const { faults } = desk.making
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
  if (method === 'POST' && !id) return create(desk, body)
  if (method === 'GET' && !id) return list(desk, query)
  if (method === 'DELETE' && id) return cancel(desk, id)
  const job = desk.jobs.get(id ?? '')
  return job
    ? json(200, { job: tellJob(job) })
    : refused(404, 'NotFoundException', `The job ${id} was not found.`)
}

function create(desk: Desk, body: Buffer): Answer {
  const {
    jobs,
    tokenMs,
    making: { faults },
  } = desk
  const parsed = createJobSchema.safeParse(readJson(body))
  if (!parsed.success) return refused(400, 'BadRequestException', describeIssues(parsed.error))
  const request = parsed.data
  const known = [...jobs.values()].find(
    (job) =>
      request.clientRequestToken !== undefined &&
      job.request.clientRequestToken === request.clientRequestToken &&
      Date.now() - job.createdAt < tokenMs,
  )
  const job = known ?? begin(desk, request)
  if (faults.loseCreateAnswer) {
    faults.loseCreateAnswer = false
    return { status: 500, cut: true }
  }
  return json(201, { job: tellJob(job) })
}

function begin({ jobs, running, region, making }: Desk, request: CreateJob): StandInJob {
  const id = `${Date.now()}-${randomBytes(3).toString('hex')}`
  const job: StandInJob = {
    id,
    arn: `arn:aws:mediaconvert:${region}:111122223333:jobs/${id}`,
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
  const done = workOnJob(job, making).finally(() => running.delete(done))
  running.add(done)
  return job
}

function cancel({ jobs, making }: Desk, id: string): Answer {
  const job = jobs.get(id)
  if (!job) return refused(404, 'NotFoundException', `The job ${id} was not found.`)
  if (job.status !== 'SUBMITTED' && job.status !== 'PROGRESSING')
    return refused(409, 'ConflictException', `The job ${id} is ${job.status}.`)
  job.stop.abort()
  void moveJob(job, 'CANCELED', making.announce)
  return json(202, {})
}

function list({ jobs }: Desk, query: URLSearchParams): Answer {
  const from = Number(query.get('nextToken') ?? 0)
  const most = Math.min(20, Number(query.get('maxResults') ?? 20))
  const all = [...jobs.values()].filter((job) => (query.get('queue') ?? job.queue) === job.queue)
  const ordered = query.get('order') === 'ASCENDING' ? all : all.toReversed()
  const page = ordered.slice(from, from + most).map(tellJob)
  return json(200, { jobs: page, ...(from + most < all.length ? { nextToken: String(from + most) } : {}) })
}
