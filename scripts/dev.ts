import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs, styleText } from 'node:util'
import {
  startApplication,
  waitUntilReady,
  type Application,
  type ApplicationPlan,
} from './services/applications.ts'
import { projectRoot } from './services/cache-folder.ts'
import { provideDistFolder } from './services/dist-folder.ts'
import { provideMediaPaths, provideSystem, startEmbedded } from './services/embedded.ts'
import {
  instanceEnvironment,
  portsFrom,
  writeInstanceFile,
  type ApplicationPorts,
} from './services/instance-environment.ts'
import { runningSupervisor, stopLeftOvers } from './services/left-overs.ts'
import { paymentSettings, startPaymentStandIns } from './services/payment-stand-ins.ts'
import { choosePorts, requireFreePort } from './services/ports.ts'
import { sendSignal } from './services/process-table.ts'
import { terminalReport as report, totalTime } from './services/report.ts'
import { endCommands, runCommand, tailOf } from './services/run-command.ts'
import { provideSecrets } from './services/secrets.ts'
import { sentenceOf, SetUpError } from './services/set-up-error.ts'
import { writePidFile } from './services/start-process.ts'
import { supervise, type Startable, type Supervision } from './services/supervise.ts'

const USAGE = 'Usage: npm run dev [-- --port 3000 --data .data]'

interface Options {
  port: number
  dataDir: string
}

function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string', default: '3000' }, data: { type: 'string', default: '.data' } },
    })
    const port = Number(values.port)
    if (!Number.isInteger(port) || port < 1024 || port > 59_000)
      throw new SetUpError('--port wants a number from 1024 to 59000.')
    return { port, dataDir: path.resolve(values.data) }
  } catch (error) {
    throw new SetUpError(`${sentenceOf(error)} ${USAGE}`)
  }
}

/** Everything that runs, in the order it was started. */
const started: Startable[] = []
const supervisions: Supervision[] = []
let stopping: Promise<void> | undefined
let pidFolder: string | undefined

async function stopAll(): Promise<void> {
  endCommands()
  for (const supervision of supervisions) supervision.end()
  for (const target of started.toReversed()) await target.running.stop()
  if (pidFolder) await stopLeftOvers(pidFolder)
}

/** Stops everything once and ends this process; a further call waits for the first. */
function stopAndExit(code: number): Promise<void> {
  stopping ??= stopAll().then(
    () => process.exit(code),
    (error: unknown) => {
      report.problem(sentenceOf(error))
      process.exit(1)
    },
  )
  return stopping
}

function onSignals(): void {
  let firstAt = 0
  const onSignal = (): void => {
    // One Ctrl-C arrives several times: from the terminal, from npm and from with-node.
    if (firstAt === 0) {
      firstAt = Date.now()
      process.stderr.write('\n')
      report.note('Stopping …')
      void stopAndExit(0)
    } else if (Date.now() - firstAt > 2_000) {
      for (const target of started) sendSignal(target.running.pid, 'SIGKILL')
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  // with-node is our parent; when it is killed nobody could stop us any more.
  const wrapper = Number(process.env.MARQUEE_WRAPPER_PID)
  if (wrapper === process.ppid)
    setInterval(() => process.ppid !== wrapper && void stopAndExit(1), 500).unref()
}

async function claimData(options: Options): Promise<void> {
  await mkdir(options.dataDir, { recursive: true })
  const pids = path.join(options.dataDir, 'pids')
  const other = runningSupervisor(pids)
  if (other)
    throw new SetUpError(
      `Marquee already runs on ${options.dataDir} (pid ${other.pid}): stop it with Ctrl-C there, or start a second one with -- --port 4000 --data DIR.`,
    )
  const leftOvers = await stopLeftOvers(pids)
  if (leftOvers.length > 0) report.note(`Stopped what an earlier start had left: ${leftOvers.join(', ')}.`)
  await mkdir(pids, { recursive: true })
  writePidFile(path.join(pids, 'supervisor.json'), {
    name: 'supervisor',
    pid: process.pid,
    stopSignal: 'SIGTERM',
  })
  pidFolder = pids
}

async function requireFreePorts(ports: ApplicationPorts): Promise<void> {
  await requireFreePort(ports.web, 'web')
  await requireFreePort(ports.realtime, 'realtime, the web port plus one')
  await requireFreePort(ports.worker, 'worker health, 5881 above the web port')
}

/** Runs one of the project's scripts to its end; the last line it prints becomes the remark of the step. */
async function runNode(name: string, script: string, env: NodeJS.ProcessEnv, logs: string): Promise<void> {
  const log = path.join(logs, `${path.dirname(script).split('/').at(-1)}-${path.basename(script, '.ts')}.log`)
  const run = async (): Promise<string> => {
    const args = ['--disable-warning=ExperimentalWarning', path.join(projectRoot, script)]
    const { code, output } = await runCommand(process.execPath, args, { env, cwd: projectRoot })
    await writeFile(log, output)
    if (code !== 0) throw new SetUpError(`${name} failed (${tailOf(output, 2)}): see ${log}.`)
    const last = tailOf(output, 1)
    return last.startsWith('{') ? '' : last
  }
  await report.step(name, run, (remark) => remark)
}

async function startApplications(
  ports: ApplicationPorts,
  env: NodeJS.ProcessEnv,
  dataDir: string,
  distDir: string,
): Promise<void> {
  const folders = { logs: path.join(dataDir, 'logs'), pids: path.join(dataDir, 'pids') }
  const plans = (['web', 'realtime', 'worker'] as const satisfies Application[]).map(
    (application): ApplicationPlan => ({
      application,
      mode: 'development',
      distDir,
      port: ports[application],
      env,
      folders,
      report,
    }),
  )
  await report.step('Web, realtime and worker', () =>
    Promise.all(
      plans.map(async (plan) => {
        const target: Startable = {
          name: plan.application,
          running: await startApplication(plan),
          start: () => startApplication(plan),
        }
        if (stopping) return target.running.stop()
        started.push(target)
        await waitUntilReady(plan, target.running)
      }),
    ),
  )
  await report.step('Home page', () => warmHomePage(ports.web, folders.logs))
}

/** Lets Next compile the home page before somebody asks for it; on a busy machine that goes on behind the ready line. */
async function warmHomePage(port: number, logs: string): Promise<void> {
  const asked = fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(90_000) }).then(
    (response) => {
      if (response.status >= 500)
        throw new SetUpError(`The home page answers ${response.status}: see ${path.join(logs, 'web.log')}.`)
    },
  )
  asked.catch(() => {})
  await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 5_000))])
}

/** The default instance keeps Next's usual folder; others have their own, for Next allows one server on each. */
async function distFor(port: number): Promise<Record<string, string>> {
  return port === 3000 ? {} : { ...(await provideDistFolder(String(port))) }
}

async function printReady(port: number): Promise<void> {
  const { demoAccounts } = await import('#db/seed/demo-accounts.ts')
  const lines = demoAccounts.map(
    (account) => `  ${account.role.padEnd(7)} ${account.email}  ${account.password}`,
  )
  process.stdout.write(
    `\n${styleText(['bold', 'green'], `Marquee is ready at http://localhost:${port}`)} (after ${totalTime()})\n\n` +
      `Demo sign-ins:\n${lines.join('\n')}\n\nCtrl-C stops everything.\n`,
  )
}

async function main(): Promise<void> {
  const options = readOptions()
  onSignals()
  await claimData(options)
  const { dataDir } = options
  const ports = portsFrom(options.port)
  await requireFreePorts(ports)
  const mongo = await provideSystem(dataDir, report)
  const media = await provideMediaPaths(report)
  const secrets = await provideSecrets(dataDir)
  const embedded = await startEmbedded({ dataDir, secrets, report, durable: true, mongo })
  started.push(...embedded.services)
  const { sepayStandIn: sepayPort = 0, stripeStandIn: stripePort = 0 } = await choosePorts(dataDir, [
    'sepayStandIn',
    'stripeStandIn',
  ])
  const instance = {
    ...instanceEnvironment({ dataDir, ports, secrets, services: embedded.env, media, demo: true }),
    ...paymentSettings({ given: process.env, secrets, sepayPort, stripePort }),
  }
  await writeInstanceFile(dataDir, instance)
  const dist = await distFor(options.port)
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...instance,
    ...dist,
    NODE_ENV: 'development',
    NEXT_TELEMETRY_DISABLED: '1',
  }
  const logs = path.join(dataDir, 'logs')
  await mkdir(logs, { recursive: true })
  await runNode('Database migrations', 'db/postgres/migrate.ts', env, logs)
  await runNode('Document indexes', 'db/mongo/migrate.ts', env, logs)
  await runNode('Demo catalogue', 'db/seed/main.ts', env, logs)
  started.push(...(await startPaymentStandIns({ env, dataDir, sepayPort, stripePort, report })))
  await startApplications(ports, env, dataDir, dist.MARQUEE_DIST_DIR ?? '.next')
  for (const target of started)
    supervisions.push(
      supervise(target, report, (sentence) => {
        report.problem(sentence)
        void stopAndExit(1)
      }),
    )
  await printReady(options.port)
}

try {
  await main()
} catch (error) {
  if (!stopping) {
    report.problem(error instanceof SetUpError ? error.message : `Set-up failed: ${sentenceOf(error)}`)
    if (!(error instanceof SetUpError) && error instanceof Error)
      process.stderr.write(`${error.stack ?? ''}\n`)
  }
  await stopAndExit(1)
}
