'use client'

import { createContext, use, useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import {
  chunkCountsSchema,
  encodeStageSchema,
  type EncodeProgressDto,
} from '#server/domains/media/schemas.ts'
import { jobRunSchema, type JobRunDto } from '#server/platform/queues/schemas.ts'
import type { LiveStatus } from '../../live/live-socket.ts'
import { useLive } from '../../live/use-live.ts'

type LiveRuns = ReadonlyMap<string, JobRunDto>

const RunsContext = createContext<LiveRuns>(new Map())
const StatusContext = createContext<LiveStatus>('connecting')
const refreshAtMostEveryMs = 1_500
// Without the socket the page asks by itself, so that no one looks at old progress.
const offlineRefreshMs = 10_000

/**
 * Hears how jobs go on. Progress is shown at once over what the page was rendered with; a job that is new,
 * ends or comes to its next stage has the page read again, for then more has changed than a message tells.
 */
export function LiveEncodes({ children }: { children: ReactNode }) {
  const [runs, setRuns] = useState<LiveRuns>(new Map())
  const refresh = useRefreshSoon()
  const known = useRef(new Map<string, string>())
  const receive = useCallback(
    (payload: unknown) => {
      const parsed = jobRunSchema.safeParse(payload)
      if (!parsed.success) return
      const run = parsed.data
      const step = `${run.state} ${run.progress?.stage ?? ''}`
      if (known.current.get(run.id) !== step) {
        known.current.set(run.id, step)
        refresh()
      }
      setRuns((all) => new Map(all).set(run.id, run))
    },
    [refresh],
  )
  const status = useLive('admin:jobs', 'job.progress', receive, refresh)
  // Somebody paused, resumed or reordered a queue.
  useLive('admin:jobs', 'queue.changed', refresh)
  useEffect(() => {
    if (status !== 'offline') return
    const timer = setInterval(refresh, offlineRefreshMs)
    return () => clearInterval(timer)
  }, [status, refresh])
  return (
    <StatusContext value={status}>
      <RunsContext value={runs}>{children}</RunsContext>
    </StatusContext>
  )
}

/** Tells whether progress comes by itself now. */
export function useLiveStatus(): LiveStatus {
  return use(StatusContext)
}

/** Gives a reader that lays the newest progress over an encode the page was rendered with. */
export function useLiveEncodes(): (encode: EncodeProgressDto) => EncodeProgressDto {
  const runs = use(RunsContext)
  return useCallback((encode) => overlay(encode, encode.jobId ? runs.get(encode.jobId) : undefined), [runs])
}

/** Gives a reader that lays the newest known state over a run the page was rendered with. */
export function useLiveRuns(): (run: JobRunDto) => JobRunDto {
  const runs = use(RunsContext)
  return useCallback((run) => newer(run, runs.get(run.id)), [runs])
}

function overlay(encode: EncodeProgressDto, run: JobRunDto | undefined): EncodeProgressDto {
  const at = run?.progressedAt
  const isGoing = run?.state === 'active' || run?.state === 'parked'
  if (!isGoing || !run.progress || !at || at <= encode.updatedAt) return encode
  const stage = encodeStageSchema.safeParse(run.progress.stage)
  const chunks = chunkCountsSchema.safeParse(run.progress.chunks)
  return {
    ...encode,
    state: 'running',
    stage: stage.success ? stage.data : encode.stage,
    percent: run.progress.percent,
    fps: typeof run.progress.fps === 'number' ? run.progress.fps : null,
    etaSeconds: run.progress.etaSeconds ?? null,
    chunks: run.state === 'parked' ? (chunks.data ?? null) : null,
    queuePosition: null,
    updatedAt: at,
  }
}

function newer(run: JobRunDto, live: JobRunDto | undefined): JobRunDto {
  if (!live || run.finishedAt) return run
  return (live.progressedAt ?? '') > (run.progressedAt ?? '') ? { ...live, position: run.position } : run
}

/** Has the page read again soon, once for a burst of reasons. */
function useRefreshSoon(): () => void {
  const router = useRouter()
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current)
    },
    [],
  )
  return useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = null
      router.refresh()
    }, refreshAtMostEveryMs)
  }, [router])
}
