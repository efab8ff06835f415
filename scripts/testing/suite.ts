import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'
import { projectRoot } from '../services/cache-folder.ts'
import { runCommand, type CommandOptions } from '../services/run-command.ts'

/** How one suite ended. */
export interface SuiteResult {
  passed: number
  failed: number
  /** What to show when something failed. */
  output: string
  /** A line for each test that failed, or that passed only on its second try: its name and what it said. */
  remarks?: readonly string[]
}

/** Runs a program of node_modules on this Node. */
export function runTool(
  file: string,
  args: readonly string[],
  options: CommandOptions = {},
): ReturnType<typeof runCommand> {
  return runCommand(process.execPath, [path.join(projectRoot, 'node_modules', file), ...args], {
    cwd: projectRoot,
    ...options,
  })
}

/** A check that holds or does not: one pass or one failure, by the exit code of its last command. */
export async function runCheck(commands: (() => ReturnType<typeof runCommand>)[]): Promise<SuiteResult> {
  let output = ''
  for (const command of commands) {
    const result = await command()
    output += result.output
    if (result.code !== 0) return { passed: 0, failed: 1, output }
  }
  return { passed: 1, failed: 0, output }
}

/** Counts with the rule that a suite which found nothing, or ended badly without a failed test, has failed. */
function counted(passed: number, failed: number, code: number, output: string): SuiteResult {
  if (passed + failed === 0) return { passed, failed: 1, output: `${output}\nNo tests were found.` }
  if (code !== 0 && failed === 0)
    return {
      passed,
      failed: 1,
      output: `${output}\nThe runner ended with code ${code} though no test failed.`,
    }
  return { passed, failed, output }
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})
const playwrightSpec = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({
      status: z.string(),
      results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })),
    }),
  ),
})
interface PlaywrightSuite {
  specs: z.infer<typeof playwrightSpec>[]
  suites?: PlaywrightSuite[] | undefined
}
const playwrightSuite: z.ZodType<PlaywrightSuite> = z.object({
  specs: z.array(playwrightSpec),
  get suites() {
    return z.array(playwrightSuite).optional()
  },
})
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  suites: z.array(playwrightSuite),
})

/** One line of what a test is called and the first lines of what it said, short enough for the end of a long log. */
function remark(name: string, state: string, message = ''): string {
  const said = stripVTControlCharacters(message)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 4)
    .join(' / ')
  return `${state}: ${name}${said === '' ? '' : `: ${said.slice(0, 400)}`}`
}

function vitestRemarks(report: z.infer<typeof vitestReport> | undefined): string[] {
  return (report?.testResults ?? [])
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status, failureMessages }) => status === 'failed' || (failureMessages?.length ?? 0) > 0)
    .map(({ fullName, status, failureMessages }) =>
      remark(fullName, status === 'failed' ? 'failed' : 'second try', failureMessages?.[0]),
    )
}

function playwrightRemarks({ specs, suites = [] }: PlaywrightSuite): string[] {
  const own = specs.flatMap(({ title, file, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ status, results }) =>
        remark(
          `${file} › ${title}`,
          status === 'flaky' ? 'second try' : 'failed',
          results.find(({ error }) => error)?.error?.message,
        ),
      ),
  )
  return [...own, ...suites.flatMap(playwrightRemarks)]
}

async function withReportFile<T>(work: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'marquee-report-'))
  try {
    return await work(path.join(folder, 'report.json'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readReport<T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '')
  if (text === '') return undefined
  return schema.safeParse(JSON.parse(text)).data
}

/** Runs one Vitest project and counts its tests. */
export function runVitest(project: string): Promise<SuiteResult> {
  return withReportFile(async (file) => {
    const { code, output } = await runTool('vitest/vitest.mjs', [
      'run',
      `--project=${project}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ])
    const report = await readReport(file, vitestReport)
    return {
      ...counted(report?.numPassedTests ?? 0, report?.numFailedTests ?? 0, code, output),
      remarks: vitestRemarks(report),
    }
  })
}

/** Runs a project of Playwright's against the instance that `env` describes, showing its tests as they go. */
export function runPlaywright(project: 'journeys' | 'faults', env: NodeJS.ProcessEnv): Promise<SuiteResult> {
  return withReportFile(async (file) => {
    const { code, output } = await runTool('@playwright/test/cli.js', ['test', `--project=${project}`], {
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
      onOutput: (text) => process.stdout.write(text),
    })
    const report = await readReport(file, playwrightReport)
    const stats = report?.stats
    // A journey that passed only on its second try has still passed; Playwright names it as flaky.
    const passed = (stats?.expected ?? 0) + (stats?.flaky ?? 0)
    // Its output has been shown already.
    return {
      ...counted(passed, stats?.unexpected ?? 0, code, stats ? '' : output),
      remarks: report?.suites.flatMap(playwrightRemarks) ?? [],
    }
  })
}
