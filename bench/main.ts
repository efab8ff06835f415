import { mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { pathToFileURL } from 'node:url'
import { terminalReport as report } from '#scripts/services/report.ts'
import { endCommands } from '#scripts/services/run-command.ts'
import { sentenceOf, SetUpError } from '#scripts/services/set-up-error.ts'
import { installPackages, mediaTools, missingPackages } from '#scripts/services/system-tools.ts'
import { lineOf, parseOptions, type Bench } from './support/define-bench.ts'
import { describeMachine } from './support/machine.ts'

const stops: (() => Promise<unknown>)[] = []
let stopping: Promise<void> | undefined

function stopAll(): Promise<void> {
  stopping ??= (async () => {
    endCommands()
    for (const stop of stops.splice(0).toReversed())
      await stop().catch((error: unknown) => report.problem(sentenceOf(error)))
  })()
  return stopping
}

async function benchNames(): Promise<string[]> {
  const files = await readdir(import.meta.dirname)
  return files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'main.ts')
    .map((file) => path.basename(file, '.ts'))
    .toSorted()
}

async function loadBench(name: string): Promise<Bench> {
  const file = path.join(import.meta.dirname, `${name}.ts`)
  return ((await import(pathToFileURL(file).href)) as { default: Bench }).default
}

async function describeBenches(names: readonly string[]): Promise<string> {
  const lines = ['Usage: npm run bench -- NAME [--option value]', '']
  for (const name of names) {
    const bench = await loadBench(name)
    lines.push(`${name}: ${bench.about}`)
    for (const [option, { default: usual, about }] of Object.entries(bench.options ?? {}))
      lines.push(`  --${option} ${usual || "''"}  ${about}`)
  }
  return lines.join('\n')
}

function readOptions(bench: Bench, args: string[]): Record<string, string> {
  try {
    return parseArgs({ args, options: parseOptions(bench) }).values as Record<string, string>
  } catch (error) {
    throw new SetUpError(sentenceOf(error))
  }
}

async function run(name: string, args: string[]): Promise<void> {
  const bench = await loadBench(name)
  const options = readOptions(bench, args)
  const packages = await missingPackages(mediaTools)
  if (packages.length > 0)
    await report.step(`System packages: ${packages.join(', ')}`, () => installPackages(packages))
  const folder = await mkdtemp(path.join(os.tmpdir(), 'marquee-bench-'))
  stops.push(() => rm(folder, { recursive: true, force: true }))
  const print = (line: Record<string, unknown>): void =>
    void process.stdout.write(`${JSON.stringify(line)}\n`)
  print({ bench: name, options, machine: await describeMachine() })
  await bench.run({
    options,
    report,
    folder,
    onEnd: (stop) => void stops.push(stop),
    measure: (measure) => {
      const line = lineOf(measure)
      print(line)
      if (line['met'] === false)
        report.problem(`${measure.name}: the ratio ${String(line['ratio'])} misses its goal.`)
    },
  })
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => void stopAll().finally(() => process.exit(130)))

try {
  const [name = '', ...args] = process.argv.slice(2)
  const names = await benchNames()
  if (names.includes(name)) {
    await run(name, args)
  } else {
    process.stderr.write(`${await describeBenches(names)}\n`)
    process.exitCode = 1
  }
} catch (error) {
  report.problem(error instanceof SetUpError ? error.message : ((error as Error).stack ?? sentenceOf(error)))
  process.exitCode = 1
} finally {
  await stopAll()
}
// Connections that a bench opened through the product's verbs would keep this process.
process.exit()
