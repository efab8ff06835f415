import { chmod, cp, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { demoAccounts } from '#db/seed/demo-accounts.ts'
import { startApplication, waitUntilReady, type Application } from '../services/applications.ts'
import { projectRoot } from '../services/cache-folder.ts'
import { provideMediaPaths, provideSystem, startEmbedded } from '../services/embedded.ts'
import { instanceEnvironment, writeInstanceFile } from '../services/instance-environment.ts'
import { paymentSettings, startPaymentStandIns } from '../services/payment-stand-ins.ts'
import { freePort } from '../services/ports.ts'
import { removeCluster } from '../services/postgres.ts'
import type { Report } from '../services/report.ts'
import { runCommand, tailOf } from '../services/run-command.ts'
import { provideSecrets } from '../services/secrets.ts'
import { SetUpError } from '../services/set-up-error.ts'
import { supervise } from '../services/supervise.ts'
import { browserTool } from '../services/system-tools.ts'

/** A whole Marquee in production mode with data of its own, for the end-to-end tests. */
export interface TestInstance {
  /** What the journeys read: E2E_BASE_URL, E2E_DATA_DIR, the demo sign-ins and the moving clock. */
  env: Record<string, string>
  stop(): Promise<void>
}

async function runScript(script: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { code, output } = await runCommand(process.execPath, [path.join(projectRoot, script), ...args], {
    env,
    cwd: projectRoot,
  })
  if (code !== 0) throw new SetUpError(`${script} failed: ${tailOf(output, 5)}`)
}

function journeyEnvironment(instance: Record<string, string>, clockFile: string): Record<string, string> {
  const signIns = demoAccounts.flatMap(({ role, email, password }) => [
    [`E2E_${role.toUpperCase()}_EMAIL`, email],
    [`E2E_${role.toUpperCase()}_PASSWORD`, password],
  ])
  return {
    E2E_BASE_URL: instance.MARQUEE_PUBLIC_URL ?? '',
    E2E_REALTIME_URL: instance.REALTIME_PUBLIC_URL ?? '',
    E2E_WORKER_URL: `http://localhost:${instance.WORKER_PORT}`,
    E2E_DATA_DIR: instance.DATA_DIR ?? '',
    E2E_SEPAY_API_URL: instance.SEPAY_API_URL ?? '',
    E2E_STRIPE_API_BASE: instance.STRIPE_API_BASE ?? '',
    CLOCK_OFFSET_FILE: clockFile,
    ...(Object.fromEntries(signIns) as Record<string, string>),
  }
}

/** Of one process, within a minute. */
const mostKills = 60

/** What of an instance to start, and with which further settings. */
export interface InstanceOptions {
  /** All three unless told. */
  applications?: readonly Application[]
  env?: Record<string, string>
}

/** Starts services, migrations, the demo catalogue and the processes of the build in `distDir` on free ports. */
export async function startTestInstance(
  distDir: string,
  report: Report,
  options: InstanceOptions = {},
): Promise<TestInstance> {
  const applications = options.applications ?? (['web', 'realtime', 'worker'] as const)
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'marquee-e2e-'))
  await chmod(dataDir, 0o755)
  const folders = { logs: path.join(dataDir, 'logs'), pids: path.join(dataDir, 'pids') }
  const stops: (() => Promise<void>)[] = [
    async () => {
      await cp(folders.logs, path.join(projectRoot, 'test-results', 'logs'), { recursive: true }).catch(
        () => {},
      )
      await removeCluster(path.join(dataDir, 'postgres'))
      await rm(dataDir, { recursive: true, force: true })
    },
  ]
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).toReversed()) await each()
  }
  try {
    const mongo = await provideSystem(dataDir, report, [browserTool])
    const media = await provideMediaPaths(report)
    const secrets = await provideSecrets(dataDir)
    const embedded = await startEmbedded({ dataDir, secrets, report, durable: false, mongo })
    stops.push(() => embedded.stop())
    const ports = { web: await freePort(), realtime: await freePort(), worker: await freePort() }
    const [sepayPort, stripePort] = [await freePort(), await freePort()]
    const clockFile = path.join(dataDir, 'clock-offset')
    const instance = {
      ...instanceEnvironment({ dataDir, ports, secrets, services: embedded.env, media, demo: true }),
      ...paymentSettings({ given: {}, secrets, sepayPort, stripePort }),
      CLOCK_OFFSET_FILE: clockFile,
      MARQUEE_PUBLIC_URL: `http://localhost:${ports.web}`,
      NEXTAUTH_URL: `http://localhost:${ports.web}`,
      ...options.env,
    }
    await writeInstanceFile(dataDir, instance)
    const env: NodeJS.ProcessEnv = { ...process.env, ...instance, NODE_ENV: 'production' }
    await report.step('Migrations and the demo catalogue without its films', async () => {
      await runScript('db/postgres/migrate.ts', [], env)
      await runScript('db/mongo/migrate.ts', [], env)
      await runScript('db/seed/main.ts', ['--without-films'], env)
    })
    // Tests do not wait for minutes between two tries of a webhook.
    const plan = { env, dataDir, sepayPort, stripePort, report, minuteMs: 1000 }
    const standIns = applications.includes('web') ? await startPaymentStandIns(plan) : []
    for (const standIn of standIns) stops.push(() => standIn.running.stop())
    await report.step(`Production processes: ${applications.join(', ') || 'none'}`, () =>
      Promise.all(
        applications.map(async (application) => {
          const plan = {
            application,
            mode: 'production',
            distDir,
            port: ports[application],
            env,
            folders,
            report,
          } as const
          const start = () => startApplication(plan)
          const target = { name: application, running: await start(), start }
          stops.push(() => target.running.stop())
          await waitUntilReady(plan, target.running)
          // A journey may kill one, as a machine would, again and again: it comes back on the same port.
          const supervision = supervise(target, report, (sentence) => report.problem(sentence), mostKills)
          stops.push(async () => supervision.end())
        }),
      ),
    )
    return { env: journeyEnvironment(instance, clockFile), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
