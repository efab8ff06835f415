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

// Inside the project, so that node_modules are found above it.
const copy = path.join('.data', 'bench-fixed-session')
const folder = path.join(projectRoot, copy)
const standalone = path.join(folder, '.next', 'standalone', copy)

async function buildCopy(): Promise<CommandResult> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const each of copied)
    if (await exists(path.join(projectRoot, each)))
      await cp(path.join(projectRoot, each), path.join(folder, each), { recursive: true })
  await cp(
    path.join(projectRoot, 'bench/support/fixed-session.ts'),
    path.join(folder, 'server/http/session.ts'),
  )
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
  const files = { '.next/static': '.next/static', public: 'public' }
  for (const [from, to] of Object.entries(files))
    await cp(path.join(folder, from), path.join(standalone, to), { recursive: true })
  return result
}

/**
 * Builds the web process once more from a copy of the sources in which pages are told one fixed account instead of
 * looking the session up, and starts it on the same data; gives its address. Nothing of the product knows of it.
 */
export async function startFixedSession(
  context: Pick<BenchContext, 'report' | 'onEnd' | 'folder'>,
  instance: BenchInstance,
  accountId: string,
): Promise<string> {
  const server = path.join(standalone, 'server.js')
  await buildOnce({ server, stamp: `${folder}.stamp` }, buildCopy, context.report)
  const port = await freePort()
  const running = startProcess(
    {
      name: 'fixed-session',
      command: process.execPath,
      args: [server],
      cwd: folder,
      env: {
        ...process.env,
        ...instance.env,
        NODE_ENV: 'production',
        PORT: String(port),
        BENCH_ACCOUNT_ID: accountId,
      },
    },
    { logs: path.join(context.folder, 'logs'), pids: path.join(context.folder, 'pids') },
  )
  context.onEnd(() => running.stop())
  await waitForListener(running, port, 90_000)
  return `http://localhost:${port}`
}
