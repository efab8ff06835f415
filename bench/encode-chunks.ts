import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { projectRoot } from '#scripts/services/cache-folder.ts'
import { freePort } from '#scripts/services/ports.ts'
import type { PlannedChunk } from '#server/domains/media/index.ts'
import type { Ladder, MediaProbe } from '#server/platform/media-tools/port.ts'
import { defineBench, wholeNumber, type BenchContext } from './support/define-bench.ts'
import { provideFilm } from './support/films.ts'
import { startInstance } from './support/production.ts'

const GOAL = 0.85
const WORKERS = [2, 4, 8]

/** A film made by real workers: seconds in all, and of what nothing runs beside: before the chunks and after them. */
interface MadeFilm {
  assetId: string
  totalS: number
  beforeS: number
  afterS: number
}

type Plan = { probe: MediaProbe; ladder: Ladder }

/**
 * Starts worker processes of one slot and one thread, each held to a core as if that were its machine: the sound and
 * the check that a worker does beside the picture must not run on the core of another. Gives the way to end them.
 */
async function startWorkers(context: BenchContext, count: number): Promise<() => Promise<void>> {
  const children: ChildProcess[] = []
  const start = async (queues: string, cores: string): Promise<void> => {
    const worker = [
      process.execPath,
      'jobs/worker.ts',
      '--queues',
      queues,
      '--port',
      String(await freePort()),
    ]
    const args = ['--cpu-list', cores, ...worker]
    children.push(spawn('taskset', args, { cwd: projectRoot, stdio: ['ignore', 'ignore', 'inherit'] }))
  }
  for (let core = 0; core < count; core++) await start('encode', String(core))
  await start('maintenance', `0-${os.availableParallelism() - 1}`)
  const stop = async (): Promise<void> => {
    const running = children.splice(0).filter((child) => child.exitCode === null)
    await Promise.all(running.map((child) => (child.kill('SIGTERM'), once(child, 'exit'))))
  }
  context.onEnd(stop)
  await untilSlots(count)
  return stop
}

async function untilSlots(count: number): Promise<void> {
  const { countEncodeSlots } = await import('#server/domains/media/index.ts')
  while ((await countEncodeSlots()) !== count) await pause(200)
}

/** Has the film made by so many real workers. */
async function makeFilm(context: BenchContext, file: string, workers: number): Promise<MadeFilm> {
  const { importSource } = await import('#server/domains/media/index.ts')
  const { createTitle } = await import('#server/domains/catalogue/index.ts')
  const { systemContext } = await import('#server/platform/context/context.ts')
  const stop = await startWorkers(context, workers)
  const admin = systemContext('bench')
  const title = { kind: 'film' as const, title: { vi: `Đo ${randomUUID()}` } }
  const { id: titleId } = await createTitle(admin, title)
  const from = Date.now()
  const { assetId, versionId } = await importSource(admin, { path: file, target: { titleId } })
  await untilEnded(versionId)
  const totalS = (Date.now() - from) / 1000
  const chunks = await chunkTimes(versionId)
  await stop()
  const beforeS = (Math.min(...chunks.map(({ startedAt }) => startedAt)) - from) / 1000
  const afterS = totalS - (Math.max(...chunks.map(({ finishedAt }) => finishedAt)) - from) / 1000
  return { assetId, totalS, beforeS, afterS }
}

async function untilEnded(versionId: string): Promise<void> {
  const { getEncode } = await import('#server/domains/media/index.ts')
  const { systemContext } = await import('#server/platform/context/context.ts')
  for (;;) {
    const encode = await getEncode(systemContext('bench'), { versionId })
    if (encode.state === 'succeeded') return
    if (encode.state !== 'queued' && encode.state !== 'running')
      throw new Error(`The film is ${encode.state}: ${encode.error?.detail}`)
    await pause(200)
  }
}

async function chunkTimes(versionId: string): Promise<{ startedAt: number; finishedAt: number }[]> {
  const { listJobRuns } = await import('#server/platform/queues/index.ts')
  const { systemContext } = await import('#server/platform/context/context.ts')
  const subject = { type: 'version', id: versionId }
  const filter = { name: 'encode-chunk', subject, pageSize: 200 }
  const { runs } = await listJobRuns(systemContext('bench'), filter)
  return runs.map(({ startedAt, finishedAt }) => ({
    startedAt: Date.parse(startedAt ?? ''),
    finishedAt: Date.parse(finishedAt ?? ''),
  }))
}

/** What the product made of the film. */
async function readLadder(assetId: string): Promise<Ladder> {
  const { database } = await import('#server/platform/postgres/postgres.ts')
  const { versions } = await import('#db/postgres/schema/index.ts')
  const [version] = await database().select().from(versions).where(eq(versions.assetId, assetId))
  return version?.plan as Ladder
}

/** Encodes the chunks that so many workers would be given, as many at a time as there are cores; seconds of each. */
async function measureChunks(
  context: BenchContext,
  file: string,
  { probe, ladder }: Plan,
  chunks: readonly PlannedChunk[],
): Promise<number[]> {
  const { mediaTools } = await import('#server/platform/media-tools/index.ts')
  const { mapAtOnce } = await import('#server/platform/concurrency/map-at-once.ts')
  return mapAtOnce(os.availableParallelism(), chunks, async (planned, index) => {
    const outputDir = path.join(context.folder, randomUUID())
    await mkdir(outputDir)
    const chunk =
      planned.kind === 'audio'
        ? ({ kind: 'audio' } as const)
        : ({ ...planned, kind: 'video', isLast: index === chunks.length - 1 } as const)
    const from = performance.now()
    const film = { file, probe, ladder, outputDir }
    await mediaTools().encode({ ...film, requestKey: randomUUID(), chunk })
    if (chunk.kind === 'video') await mediaTools().sampleSource({ ...film, stretch: chunk })
    const seconds = (performance.now() - from) / 1000
    await rm(outputDir, { recursive: true })
    return seconds
  })
}

/** Sends waits as long as the chunks took through the real queues, verbs and workers; gives the seconds in all. */
async function replay(
  context: BenchContext,
  workers: number,
  film: MadeFilm,
  plan: Plan & { chunks: readonly PlannedChunk[]; chunkSeconds: readonly number[] },
): Promise<number> {
  const media = await import('#server/domains/media/index.ts')
  const { systemContext } = await import('#server/platform/context/context.ts')
  const { buildRegistry, handle } = await import('#jobs/lib/define-handler.ts')
  const { startWorker } = await import('#jobs/lib/start-worker.ts')
  const ended = Promise.withResolvers<number>()
  const registry = buildRegistry(
    [],
    [
      handle(media.encodeTitleJob, async (job, { versionId }) => {
        const started = await media.startVersion(job, { versionId })
        if (started?.chunks) {
          await pause(film.afterS * 1000, undefined, { signal: job.signal })
          ended.resolve(Date.now())
        } else if (started) {
          await pause(film.beforeS * 1000, undefined, { signal: job.signal })
          await media.shareOutVersion(job, { versionId, ladder: plan.ladder, chunks: plan.chunks })
        }
      }),
      handle(media.encodeChunkJob, async (job, ref) => {
        const started = await media.startChunk(job, ref)
        if (!started) return
        const tookMs = (plan.chunkSeconds[ref.index] ?? 0) * 1000
        await pause(tookMs, undefined, { signal: job.signal })
        await media.finishChunk(job, { ...ref, storagePrefix: started.prefix, tookMs: Math.round(tookMs) })
      }),
    ],
  )
  const queues = [{ name: 'encode' as const, concurrency: 1 }]
  const running = await Promise.all(
    Array.from({ length: workers }, () => startWorker({ registry, subscriptions: [], queues, port: 1 })),
  )
  context.onEnd(() => Promise.all(running.map((worker) => worker.stop(5000))))
  await untilSlots(workers)
  const from = Date.now()
  const { versionId } = await media.reencodeAsset(systemContext('bench'), { assetId: film.assetId })
  const seconds = ((await ended.promise) - from) / 1000
  await media.cancelEncode(systemContext('bench'), { versionId }).catch(() => {})
  await Promise.all(running.map((worker) => worker.stop(5000)))
  return seconds
}

export default defineBench({
  about:
    'a film in chunks by 2, 4 and 8 workers of one thread and core each, against one such worker in one pass',
  options: { seconds: { default: '300', about: 'length of the 1080p film' } },
  async run(context) {
    const { measure, report } = context
    const file = await provideFilm(context, wholeNumber(context.options, 'seconds', 30))
    // Without workers of its own: each measurement starts as many as it wants.
    await startInstance(context, {
      applications: [],
      env: { ENCODER: 'x264', ENCODE_THREADS: '1', ENCODE_CHUNKS_FROM_SECONDS: '0' },
    })
    const { planChunks } = await import('#server/domains/media/index.ts')
    const { mediaTools } = await import('#server/platform/media-tools/index.ts')
    const probe = await mediaTools().probe(file)
    const alone = await makeFilm(context, file, 1)
    report.note(`One worker, one pass: ${alone.totalS.toFixed(1)} s`)
    const pair = await makeFilm(context, file, 2)
    report.note(
      `Two workers: ${pair.totalS.toFixed(1)} s, ${pair.beforeS.toFixed(1)} before and ${pair.afterS.toFixed(1)} after`,
    )
    const plan: Plan = { probe, ladder: await readLadder(pair.assetId) }
    // Deciding what to make is one worker's in both, and told apart.
    const aloneS = alone.totalS - pair.beforeS
    // Cut as for the most workers: each number of them is given the same chunks.
    const chunks = planChunks(probe, plan.ladder, { slots: Math.max(...WORKERS), fromSeconds: 0 })
    if (!chunks) throw new Error('The film is too short to be cut.')
    const chunkSeconds = await measureChunks(context, file, plan, chunks)
    for (const workers of WORKERS) {
      const seconds = await replay(context, workers, pair, { ...plan, chunks, chunkSeconds })
      const work = chunkSeconds.reduce((sum, each) => sum + each, 0)
      const encodeS = seconds - pair.beforeS - pair.afterS
      const isReal = workers <= os.availableParallelism()
      const more = {
        chunks: chunks.length,
        chunkSeconds: chunkSeconds.map((each) => Number(each.toFixed(2))),
      }
      if (isReal)
        measure({
          name: `encode-chunks/film-${workers}-workers`,
          value: aloneS / (pair.totalS - pair.beforeS),
          unit: 'times one worker',
          floor: workers,
          goal: { atLeast: GOAL },
          more: { seconds: pair.totalS, oneWorkerSeconds: alone.totalS, analysisSeconds: pair.beforeS },
        })
      measure({
        name: `encode-chunks/replayed-film-${workers}-workers`,
        value: aloneS / (seconds - pair.beforeS),
        unit: 'times one worker',
        floor: workers,
        more: {
          seconds,
          oneWorkerSeconds: alone.totalS,
          beforeS: pair.beforeS,
          afterS: pair.afterS,
          ...more,
        },
      })
      measure({
        name: `encode-chunks/replayed-chunks-${workers}-workers`,
        value: work / encodeS,
        unit: 'times one worker',
        floor: workers,
        goal: { atLeast: GOAL },
        more: { seconds: encodeS, chunkWorkSeconds: work },
      })
    }
  },
})
