import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { exists, projectRoot } from '#scripts/services/cache-folder.ts'
import { provideDistFolder } from '#scripts/services/dist-folder.ts'
import { buildProduction } from '#scripts/services/production-build.ts'
import { tailOf, type CommandResult } from '#scripts/services/run-command.ts'
import { SetUpError } from '#scripts/services/set-up-error.ts'
import { readInstance } from '#server/platform/env/instance.ts'
import { startTestInstance, type InstanceOptions } from '#scripts/testing/test-instance.ts'
import type { BenchContext } from './define-bench.ts'

/** What a build is made of. */
const SOURCES = [
  'app',
  'bench/support/bare-route.ts',
  'bench/support/fixed-session.ts',
  'components',
  'db',
  'i18n',
  'public',
  'server',
  'next.config.ts',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
]

async function hashSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    const whole = path.join(projectRoot, source)
    const entries = await readdir(whole, { recursive: true, withFileTypes: true }).catch(() => null)
    const files = entries
      ? entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
      : [whole]
    for (const file of files.toSorted())
      if (await exists(file)) hash.update(path.relative(projectRoot, file)).update(await readFile(file))
  }
  return hash.digest('hex')
}

/** Builds only where the sources have changed since the build that is there. */
export async function buildOnce(
  built: { server: string; stamp: string },
  build: () => Promise<CommandResult>,
  report: BenchContext['report'],
): Promise<void> {
  const wanted = await hashSources()
  const last = await readFile(built.stamp, 'utf8').catch(() => '')
  if (last === wanted && (await exists(built.server))) return
  await report.step('Production build', async () => {
    const { code, output } = await build()
    if (code !== 0) throw new SetUpError(`The production build failed: ${tailOf(output, 10)}`)
  })
  await writeFile(built.stamp, wanted)
}

/** Gives the folder of a production build of the sources as they are, built only when they have changed since. */
async function provideBuild({ report }: Pick<BenchContext, 'report'>): Promise<string> {
  const dist = await provideDistFolder('bench')
  const folder = dist.MARQUEE_DIST_DIR ?? '.next'
  const server = path.join(projectRoot, folder, 'standalone', 'server.js')
  const stamp = path.join(projectRoot, `${folder}.stamp`)
  await buildOnce({ server, stamp }, () => buildProduction(dist), report)
  return folder
}

/** A whole Marquee in production mode that the bench may act on. */
export interface BenchInstance {
  /** The address of its web process. */
  url: string
  dataDir: string
  /** Every setting of its processes, by the names of `.env.example`, and those that the journeys read. */
  env: Record<string, string>
}

/**
 * Starts services, migrations, the demo catalogue without films and the processes of a production build, stopped
 * at the end of the run. This process gets the instance's settings too, so that a bench may call the product's
 * verbs: import them after this, with `await import(…)`.
 */
export async function startInstance(
  context: Pick<BenchContext, 'report' | 'onEnd'>,
  options: InstanceOptions = {},
): Promise<BenchInstance> {
  const needsBuild = options.applications?.includes('web') ?? true
  const distDir = needsBuild ? await provideBuild(context) : '.next'
  // Load comes from one address: requests are counted as ever, and none is refused.
  const unlimited = {
    LIMITS_SCALE: '1000000',
    API_LIMIT_PER_SECOND: '1000000',
    API_LIMIT_PER_HOUR: '1000000000',
  }
  const env = { ...unlimited, ...options.env }
  const instance = await startTestInstance(distDir, context.report, { ...options, env })
  context.onEnd(() => instance.stop())
  const dataDir = instance.env.E2E_DATA_DIR ?? ''
  const settings = { ...readInstance(dataDir), ...instance.env }
  Object.assign(process.env, settings, { NODE_ENV: 'production', LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' })
  return { url: settings.MARQUEE_PUBLIC_URL ?? '', dataDir, env: settings }
}
