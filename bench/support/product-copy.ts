import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { exists, projectRoot } from '#scripts/services/cache-folder.ts'
import { freePort } from '#scripts/services/ports.ts'
import { runCommand, type CommandResult } from '#scripts/services/run-command.ts'
import { startProcess, waitForListener } from '#scripts/services/start-process.ts'
import type { BenchContext } from './define-bench.ts'
import { buildOnce, type BenchInstance } from './production.ts'

const copied = [
  'app',
  'components',
  'db',
  'i18n',
  'public',
  'server',
  'instrumentation.ts',
  'next.config.ts',
  'package.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
]

/** A copy of the product that differs in a few files, each taken from `bench/support`. */
export type CopyPlan = {
  name: string
  /** Files of the copy, by their path, and those that are put there. */
  replaced: Readonly<Record<string, string>>
  env?: Readonly<Record<string, string>>
}

// Inside the project, so that node_modules are found above it.
const copyOf = (name: string): string => path.join('.data', `bench-${name}`)

async function buildCopy({ name, replaced }: CopyPlan): Promise<CommandResult> {
  const copy = copyOf(name)
  const folder = path.join(projectRoot, copy)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const each of copied)
    if (await exists(path.join(projectRoot, each)))
      await cp(path.join(projectRoot, each), path.join(folder, each), { recursive: true })
  for (const [to, from] of Object.entries(replaced))
    await cp(path.join(projectRoot, from), path.join(folder, to), { recursive: true })
  // The sources were checked where they come from.
  await writeFile(
    path.join(folder, 'unchecked.json'),
    '{ "extends": "./tsconfig.json", "include": ["next-env.d.ts"] }',
  )
  const result = await runCommand(
    process.execPath,
    [path.join(projectRoot, 'node_modules/next/dist/bin/next'), 'build'],
    {
      cwd: folder,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        MARQUEE_DIST_DIR: '',
        MARQUEE_TSCONFIG: 'unchecked.json',
      },
    },
  )
  if (result.code !== 0) return result
  const standalone = path.join(folder, '.next', 'standalone', copy)
  const files = { '.next/static': '.next/static', public: 'public' }
  for (const [from, to] of Object.entries(files))
    await cp(path.join(folder, from), path.join(standalone, to), { recursive: true })
  return result
}

/**
 * Builds the web process once more from a copy of the sources with other files in some places, and starts it on the
 * same data; gives its address. Nothing of the product knows of it.
 */
export async function startCopy(
  context: Pick<BenchContext, 'report' | 'onEnd' | 'folder'>,
  instance: BenchInstance,
  plan: CopyPlan,
): Promise<string> {
  const copy = copyOf(plan.name)
  const folder = path.join(projectRoot, copy)
  const server = path.join(folder, '.next', 'standalone', copy, 'server.js')
  await buildOnce({ server, stamp: `${folder}.stamp` }, () => buildCopy(plan), context.report)
  const port = await freePort()
  const running = startProcess(
    {
      name: plan.name,
      command: process.execPath,
      args: [server],
      cwd: folder,
      env: { ...process.env, ...instance.env, NODE_ENV: 'production', PORT: String(port), ...plan.env },
    },
    { logs: path.join(context.folder, 'logs'), pids: path.join(context.folder, 'pids') },
  )
  context.onEnd(() => running.stop())
  await waitForListener(running, port, 90_000)
  return `http://localhost:${port}`
}

/** Gives a product in which pages are told one fixed account instead of looking the session up. */
export function startFixedSession(
  context: Pick<BenchContext, 'report' | 'onEnd' | 'folder'>,
  instance: BenchInstance,
  accountId: string,
): Promise<string> {
  return startCopy(context, instance, {
    name: 'fixed-session',
    replaced: { 'server/http/session.ts': 'bench/support/fixed-session.ts' },
    env: { BENCH_ACCOUNT_ID: accountId },
  })
}
