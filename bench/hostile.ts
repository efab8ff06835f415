import { defineBench, wholeNumber } from './support/define-bench.ts'
import { runHostile } from './support/hostile-run.ts'
import { startInstance } from './support/production.ts'
import { percentile } from './support/statistics.ts'

async function workerIds(): Promise<string> {
  const { getQueueOverview } = await import('#server/platform/queues/index.ts')
  const { systemContext } = await import('#server/platform/context/context.ts')
  const { workers } = await getQueueOverview(systemContext('bench'))
  return workers
    .map((worker) => worker.id)
    .toSorted()
    .join()
}

export default defineBench({
  about:
    'Damages real films in a thousand ways: each plays or is refused with a reason, nothing gets out, no worker dies.',
  options: {
    count: { default: '1000', about: 'damaged files' },
    seed: { default: '1', about: 'what decides the damage; the same gives the same files' },
    lanes: { default: '6', about: 'files under way at once' },
  },
  async run(context) {
    const { measure, options, report } = context
    const [count, seed, lanes] = [
      wholeNumber(options, 'count'),
      wholeNumber(options, 'seed'),
      wholeNumber(options, 'lanes'),
    ]
    await startInstance(context, { applications: ['worker'] })
    const before = await workerIds()
    let done = 0
    const { results, escapes } = await runHostile({
      count,
      seed,
      lanes,
      folder: context.folder,
      onResult(result) {
        done += 1
        if (result.outcome === 'stuck' || result.outcome === 'unexpected')
          report.problem(
            `File ${result.number} of seed ${seed} (${result.format}, ${result.kind}): ${result.outcome}`,
          )
        if (done % 50 === 0) process.stderr.write(`  ${done} of ${count}\n`)
      },
    })
    const outcomes = Object.fromEntries(
      [...Map.groupBy(results, (result) => result.outcome)].map(([outcome, all]) => [outcome, all.length]),
    )
    const count0 = (outcome: string): number => outcomes[outcome] ?? 0
    const seconds = results.map((result) => result.seconds)
    measure({
      name: 'hostile/files',
      value: results.length,
      unit: 'files',
      floor: null,
      more: { seed, outcomes },
    })
    measure({ name: 'hostile/escapes', value: escapes, unit: 'escapes', floor: null })
    measure({ name: 'hostile/stuck', value: count0('stuck'), unit: 'jobs', floor: null })
    measure({ name: 'hostile/unexpected', value: count0('unexpected'), unit: 'jobs', floor: null })
    measure({
      name: 'hostile/worker-deaths',
      value: before === (await workerIds()) ? 0 : 1,
      unit: 'workers',
      floor: null,
    })
    measure({
      name: 'hostile/slowest',
      value: Math.max(...seconds),
      unit: 's',
      floor: null,
      more: { p95: percentile(seconds, 0.95) },
    })
  },
})
