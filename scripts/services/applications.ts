import path from 'node:path'
import { projectRoot } from './cache-folder.ts'
import { waitForFreePort } from './ports.ts'
import type { Report } from './report.ts'
import { SetUpError } from './set-up-error.ts'
import { startProcess, waitForListener, type ProcessFolders, type RunningProcess } from './start-process.ts'

/** The three processes of the product. */
export type Application = 'web' | 'realtime' | 'worker'

/** How to run one of them. */
export interface ApplicationPlan {
  application: Application
  mode: 'development' | 'production'
  /** Next's build folder, relative to the project. */
  distDir: string
  port: number
  env: NodeJS.ProcessEnv
  folders: ProcessFolders
  report: Report
}

/** Arguments for node that start the application. */
export function applicationArguments(
  application: Application,
  mode: 'development' | 'production',
  distDir: string,
  port: number,
): string[] {
  switch (application) {
    case 'web':
      return mode === 'development'
        ? [path.join(projectRoot, 'node_modules', 'next', 'dist', 'bin', 'next'), 'dev', '-p', String(port)]
        : [path.join(projectRoot, distDir, 'standalone', 'server.js')]
    case 'realtime':
      return [path.join(projectRoot, 'server', 'realtime', 'main.ts')]
    case 'worker':
      return [path.join(projectRoot, 'jobs', 'worker.ts')]
  }
}

const readyPath: Record<Application, string> = { web: '/api/ready', realtime: '/ready', worker: '/ready' }

/** A line of an application's log that the operator should see at once, made short; undefined for all others. */
export function surfacedLine(line: string): string | undefined {
  if (line.startsWith('{')) {
    try {
      const entry = JSON.parse(line) as { level?: number; msg?: string; err?: { message?: string } }
      if ((entry.level ?? 0) < 50) return undefined
      return [entry.msg, entry.err?.message].filter(Boolean).join(': ')
    } catch {
      return undefined
    }
  }
  return /^\s*(⨯|Error:|\w*Error:)/.test(line) ? line.trim() : undefined
}

/** Starts one application, once its port is free; it is up once its own process listens. */
export async function startApplication(plan: ApplicationPlan): Promise<RunningProcess> {
  const { application, mode, port, report } = plan
  await waitForFreePort(port, application)
  const running = startProcess(
    {
      name: application,
      command: process.execPath,
      args: [
        '--disable-warning=ExperimentalWarning',
        // What a request makes is gone before it is moved to the old generation: as `npm start` has it too.
        ...(application === 'web' && mode === 'production' ? ['--max-semi-space-size=64'] : []),
        ...applicationArguments(application, mode, plan.distDir, port),
      ],
      cwd: projectRoot,
      env: {
        ...plan.env,
        PORT: String(application === 'web' ? port : (plan.env.PORT ?? '')),
        // The name by which its connections are known in PostgreSQL.
        PGAPPNAME: `marquee-${application}`,
      },
      // A worker lets its running jobs come to a point where they can go on later.
      stopTimeoutMs: application === 'worker' ? 20_000 : 10_000,
      onLine: (line) => {
        const surfaced = surfacedLine(line)
        if (surfaced) report.problem(`${application}: ${surfaced}`)
      },
    },
    plan.folders,
  )
  try {
    await waitForListener(running, port, 90_000)
  } catch (error) {
    await running.stop()
    throw error
  }
  return running
}

/** Waits until the application says that it and all it needs are ready. */
export async function waitUntilReady(
  plan: ApplicationPlan,
  running: RunningProcess,
  timeoutMs = 90_000,
): Promise<void> {
  const url = `http://127.0.0.1:${plan.port}${readyPath[plan.application]}`
  const deadline = Date.now() + timeoutMs
  let answer = 'no answer'
  while (Date.now() < deadline) {
    if (running.hasExited())
      throw new SetUpError(`${plan.application} ended while it was starting: ${running.logTail()}`)
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(30_000), redirect: 'manual' })
      if (response.ok) return
      answer = `${response.status} ${(await response.text()).slice(0, 200)}`
    } catch (error) {
      answer = error instanceof Error ? error.message : String(error)
    }
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  throw new SetUpError(
    `${plan.application} did not become ready within ${timeoutMs / 1000} s (${answer}): see ${path.join(plan.folders.logs, `${plan.application}.log`)}.`,
  )
}
