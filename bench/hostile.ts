import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import path from 'node:path'
import { defineBench, wholeNumber, type BenchContext } from './support/define-bench.ts'
import { isFault, isStuck, runHostile } from './support/hostile-run.ts'
import { startInstance, type BenchInstance } from './support/production.ts'
import { percentile } from './support/statistics.ts'

/** Starts a worker process that counts its deaths; another takes the place of one that died. */
function startWorkers({ onEnd, report }: BenchContext, { dataDir, env }: BenchInstance): () => number {
  let deaths = 0
  let isOver = false
  const log = openSync(path.join(dataDir, 'logs', 'hostile-worker.log'), 'a')
  const start = () => {
    const worker = spawn(process.execPath, [path.resolve(import.meta.dirname, 'support/hostile-worker.ts')], {
      stdio: ['ignore', log, log],
      env: { ...process.env, ...env, NODE_ENV: 'production' },
    })
    worker.once('exit', (code, signal) => {
      if (isOver) return
      deaths += 1
      report.problem(`The worker died of ${signal ?? code}; its log is ${dataDir}/logs/hostile-worker.log`)
      current = start()
    })
    return worker
  }
  let current = start()
  onEnd(async () => {
    isOver = true
    if (current.exitCode !== null || current.signalCode !== null) return
    current.kill('SIGTERM')
    await once(current, 'exit')
  })
  return () => deaths
}

export default defineBench({
  about:
    'Damages real films in a thousand ways: each plays or is refused with a reason, nothing gets out, no worker dies.',
  options: {
    count: { default: '1000', about: 'damaged files' },
    seed: { default: '1', about: 'what decides the damage; the same gives the same files' },
    lanes: { default: '8', about: 'files under way at once' },
    each: { default: 'no', about: 'yes: a line for each file on stderr' },
  },
  async run(context) {
    const { measure, options, report } = context
    const [count, seed, lanes] = [
      wholeNumber(options, 'count'),
      wholeNumber(options, 'seed'),
      wholeNumber(options, 'lanes'),
    ]
    const instance = await startInstance(context, { applications: [] })
    const deaths = startWorkers(context, instance)
    const from = performance.now()
    let done = 0
    const { results, escapes } = await runHostile({
      count,
      seed,
      lanes,
      folder: context.folder,
      dataDir: instance.dataDir,
      onResult(result) {
        done += 1
        if (isFault(result) || isStuck(result))
          report.problem(`File ${result.number} of seed ${seed}: ${JSON.stringify(result)}`)
        if (options.each === 'yes') process.stderr.write(`${JSON.stringify(result)}\n`)
        if (done % 50 === 0) process.stderr.write(`  ${done} of ${count}\n`)
      },
    })
    for (const escape of escapes) report.problem(`Escape: ${escape}`)
    const tally = (key: 'outcome' | 'kind') =>
      Object.fromEntries(
        [...Map.groupBy(results, (result) => result[key])].map(([name, all]) => [name, all.length]),
      )
    const seconds = results.map((result) => result.seconds)
    measure({
      name: 'hostile/files',
      value: results.length,
      unit: 'files',
      floor: null,
      more: {
        seed,
        tookS: Math.round((performance.now() - from) / 1000),
        kinds: tally('kind'),
        outcomes: tally('outcome'),
      },
    })
    measure({ name: 'hostile/escapes', value: escapes.length, unit: 'escapes', floor: null })
    measure({ name: 'hostile/stuck', value: results.filter(isStuck).length, unit: 'jobs', floor: null })
    measure({ name: 'hostile/faults', value: results.filter(isFault).length, unit: 'jobs', floor: null })
    measure({ name: 'hostile/worker-deaths', value: deaths(), unit: 'workers', floor: null })
    measure({
      name: 'hostile/slowest',
      value: Math.max(...seconds),
      unit: 's',
      floor: null,
      more: { p95: percentile(seconds, 0.95), median: percentile(seconds, 0.5) },
    })
  },
})
