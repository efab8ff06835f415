import { Counter, Gauge, Histogram } from 'prom-client'
import { metric } from './metrics.ts'

type RunLabels = { queue: string; job: string; outcome: string }

/** Counts a delivery that a worker has done with, and how many seconds it took. */
export function observeJobRun(labels: RunLabels, seconds: number): void {
  const names = ['queue', 'job', 'outcome'] as const
  metric(
    'marquee_job_runs_total',
    (registry) =>
      new Counter({
        name: 'marquee_job_runs_total',
        help: 'Runs that a worker has done with, by outcome.',
        labelNames: names,
        registers: [registry],
      }),
  ).inc(labels)
  metric(
    'marquee_job_run_seconds',
    (registry) =>
      new Histogram({
        name: 'marquee_job_run_seconds',
        help: 'How long a worker was busy with a run.',
        labelNames: names,
        buckets: [0.05, 0.25, 1, 5, 15, 60, 300, 900, 3600, 14_400],
        registers: [registry],
      }),
  ).observe(labels, seconds)
}

export type QueueDepth = { queue: string; state: 'active' | 'waiting' | 'dead'; runs: number }

/** Makes each scrape ask how many runs every queue has. */
export function exposeQueueDepth(read: () => Promise<QueueDepth[]>): void {
  metric(
    'marquee_queue_runs',
    (registry) =>
      new Gauge({
        name: 'marquee_queue_runs',
        help: 'Runs in a queue by state; every worker tells the same.',
        labelNames: ['queue', 'state'],
        registers: [registry],
        async collect() {
          for (const { queue, state, runs } of await read()) this.set({ queue, state }, runs)
        },
      }),
  )
}
