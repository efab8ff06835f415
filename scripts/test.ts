import { styleText } from 'node:util'
import { provideDistFolder, type DistEnvironment } from './services/dist-folder.ts'
import { buildProduction } from './services/production-build.ts'
import { secondsSince, terminalReport, totalTime } from './services/report.ts'
import { endCommands, runCommand, type CommandResult } from './services/run-command.ts'
import { sentenceOf, SetUpError } from './services/set-up-error.ts'
import { fuzzerBudget, runFuzzer } from './testing/fuzz/run-fuzzer.ts'
import { runCheck, runPlaywright, runTool, runVitest, type SuiteResult } from './testing/suite.ts'
import { startTestInstance, type TestInstance } from './testing/test-instance.ts'

/** In order; those that take minutes by themselves run only when they, or `all`, are named. */
const SUITES = [
  'layout',
  'lint',
  'types',
  'architecture',
  'unit',
  'integration',
  'end-to-end',
  'faults',
  'fuzz',
  'engines',
] as const
/** What needs the production build. */
const ON_BUILD = ['end-to-end', 'faults', 'fuzz'] as const
type SuiteOnBuild = (typeof ON_BUILD)[number]

const isOnBuild = (suite: Suite): suite is SuiteOnBuild => (ON_BUILD as readonly Suite[]).includes(suite)

type Suite = (typeof SUITES)[number]
const LONG: readonly Suite[] = ['faults', 'fuzz', 'engines']

const isSuite = (name: string): name is Suite => (SUITES as readonly string[]).includes(name)

function chosenSuites(): readonly Suite[] {
  const names = process.argv.slice(2).map((name) => (name === 'e2e' ? 'end-to-end' : name))
  if (names.includes('all')) return SUITES
  const unknown = names.filter((name) => !isSuite(name))
  if (unknown.length > 0)
    throw new SetUpError(`There is no suite ${unknown.join(', ')}. Suites: ${SUITES.join(', ')}; all.`)
  return names.length === 0
    ? SUITES.filter((suite) => !LONG.includes(suite))
    : SUITES.filter((suite) => names.includes(suite))
}

let instance: TestInstance | undefined

async function checkTypes(): Promise<SuiteResult> {
  const dist = await provideDistFolder('types')
  const env: NodeJS.ProcessEnv = { ...process.env, ...dist, NEXT_TELEMETRY_DISABLED: '1' }
  return runCheck([
    () => runTool('next/dist/bin/next', ['typegen'], { env }),
    () => runTool('typescript/bin/tsc', ['--noEmit', '-p', dist.MARQUEE_TSCONFIG ?? '.']),
  ])
}

/** Runs the journeys, what kills processes, or the fuzzer, against an instance of its own. */
async function runOnBuild(
  suite: SuiteOnBuild,
  dist: DistEnvironment,
  build: CommandResult,
): Promise<SuiteResult> {
  if (build.code !== 0)
    return { passed: 0, failed: 1, output: `The production build failed:\n${build.output}` }
  // All journeys come from one address, as ten households do.
  const options =
    suite === 'fuzz' ? { applications: ['web'] as const, env: fuzzerBudget } : { env: { LIMITS_SCALE: '10' } }
  instance = await startTestInstance(dist.MARQUEE_DIST_DIR ?? '.next', terminalReport, options)
  try {
    return suite === 'fuzz'
      ? await runFuzzer(instance.env)
      : await runPlaywright(suite === 'faults' ? suite : 'journeys', { ...process.env, ...instance.env })
  } finally {
    await instance.stop()
    instance = undefined
  }
}

function runSuite(suite: Exclude<Suite, SuiteOnBuild>): Promise<SuiteResult> {
  switch (suite) {
    case 'layout':
      return runCheck([() => runTool('prettier/bin/prettier.cjs', ['--check', '.', '--log-level=warn'])])
    case 'lint':
      return runCheck([() => runTool('oxlint/bin/oxlint', ['--type-aware'])])
    case 'types':
      return checkTypes()
    case 'architecture':
      return runCheck([() => runCommand(process.execPath, ['scripts/architecture.ts'])])
    case 'unit':
    case 'integration':
    case 'engines':
      return runVitest(suite)
  }
}

/** Runs one suite, prints its line and what failed, and gives its counts. */
async function timed(suite: Suite, work: () => Promise<SuiteResult>): Promise<SuiteResult> {
  const from = performance.now()
  const result = await work().catch((error: unknown): SuiteResult => ({
    passed: 0,
    failed: 1,
    output: sentenceOf(error),
  }))
  if (result.failed > 0) process.stdout.write(`${result.output.trimEnd()}\n`)
  const mark = result.failed > 0 ? styleText('red', '✗') : styleText('green', '✓')
  process.stdout.write(
    `${mark} ${suite}: ${result.passed} passed, ${result.failed} failed (${secondsSince(from)})\n`,
  )
  return result
}

async function main(): Promise<void> {
  const suites = chosenSuites()
  const results: SuiteResult[] = []
  const from = performance.now()
  let dist: DistEnvironment = {}
  let build: Promise<CommandResult> | undefined
  const startBuild = async (): Promise<void> => {
    if (build || !suites.some(isOnBuild)) return
    dist = await provideDistFolder('test')
    build = buildProduction(dist)
    void build.then(({ code }) =>
      process.stdout.write(`  production build ${code === 0 ? 'made' : 'failed'} (${secondsSince(from)})\n`),
    )
  }
  for (const suite of suites) {
    if (isOnBuild(suite)) continue
    // Both the types and the build write next-env.d.ts: the build waits, then runs beside the other suites.
    if (SUITES.indexOf(suite) > SUITES.indexOf('types')) await startBuild()
    results.push(await timed(suite, () => runSuite(suite)))
  }
  await startBuild()
  if (build) {
    const made = await build
    for (const suite of suites.filter(isOnBuild)) {
      results.push(await timed(suite, () => runOnBuild(suite, dist, made)))
    }
  }
  const sum = (key: 'passed' | 'failed'): number => results.reduce((total, result) => total + result[key], 0)
  process.exitCode = sum('failed') === 0 ? 0 : 1
  // Here once more, for a log of which only the end is kept.
  for (const line of results.flatMap(({ remarks = [] }) => remarks)) process.stdout.write(`${line}\n`)
  process.stdout.write(`Total time ${totalTime()}\n${sum('passed')} passed, ${sum('failed')} failed\n`)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => {
    endCommands()
    void (instance?.stop() ?? Promise.resolve()).finally(() => process.exit(130))
  })

try {
  await main()
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`)
  process.exit(1)
}
