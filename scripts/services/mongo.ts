import fs from 'node:fs/promises'
import path from 'node:path'
import { cacheFolder } from './cache-folder.ts'
import { standInCommand, standInTools } from './mongo-stand-in.ts'
import { findOnPath, runCommand } from './run-command.ts'
import { startProcess, waitForListener, type ProcessFolders, type RunningProcess } from './start-process.ts'

/** Which MongoDB an instance runs: a real server, or the Java stand-in for machines without one. */
export type MongoChoice = { kind: 'mongod'; binary: string } | { kind: 'stand-in' }

/** Settings of one embedded MongoDB. */
export interface MongoPlan {
  choice: MongoChoice
  folder: string
  port: number
  folders: ProcessFolders
  /** False keeps the stand-in's data in memory: for tests. */
  durable: boolean
}

/** A running MongoDB and its address without a database name. */
export interface RunningMongo {
  process: RunningProcess
  url: string
}

/** Nothing arriving for this long means that there is no way to the download server. */
const STALL_MS = 10_000
/** How long a failed download is remembered, so that each start need not try again. */
const REMEMBER_MS = 24 * 3_600_000

const downloads = path.join(cacheFolder, 'mongod')
const failureMark = path.join(cacheFolder, 'mongod-unreachable')

async function sizeOf(folder: string): Promise<number> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        fs.stat(path.join(entry.parentPath, entry.name)).then(
          (stat) => stat.size,
          () => 0,
        ),
      ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** A downloaded mongod, or undefined where the download server can't be reached. */
async function downloadedMongod(): Promise<string | undefined> {
  const failedAt = await fs.stat(failureMark).then(
    (stat) => stat.mtimeMs,
    () => 0,
  )
  if (Date.now() - failedAt < REMEMBER_MS) return undefined
  await fs.mkdir(downloads, { recursive: true })
  const stalled = new AbortController()
  let size = await sizeOf(downloads)
  let grownAt = Date.now()
  const watch = setInterval(() => {
    void sizeOf(downloads).then((now) => {
      if (now !== size) grownAt = Date.now()
      size = now
      if (Date.now() - grownAt > STALL_MS) stalled.abort()
    })
  }, 500)
  const result = await runCommand(
    process.execPath,
    [path.join(import.meta.dirname, 'download-mongod.ts'), downloads],
    { env: { ...process.env, MONGOMS_MAX_RETRIES: '1' }, signal: stalled.signal },
  )
  clearInterval(watch)
  const binary = result.code === 0 ? result.output.trim().split('\n').at(-1) : undefined
  if (!binary) await fs.writeFile(failureMark, new Date().toISOString())
  return binary
}

async function searchMongo(): Promise<MongoChoice> {
  const given = process.env.MONGOMS_SYSTEM_BINARY ?? findOnPath('mongod')
  if (given) return { kind: 'mongod', binary: given }
  const downloaded = await downloadedMongod()
  return downloaded ? { kind: 'mongod', binary: downloaded } : { kind: 'stand-in' }
}

/**
 * Decides which MongoDB to run: mongod on this machine, a downloaded one, last the stand-in. A data folder
 * keeps the kind it was made with, for neither can read the other's files.
 */
export async function chooseMongo(folder: string): Promise<MongoChoice> {
  const file = path.join(folder, 'kind')
  const before = await fs.readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  )
  if (before === 'stand-in') return { kind: 'stand-in' }
  const choice = await searchMongo()
  await fs.mkdir(folder, { recursive: true })
  if (before !== 'mongod') await fs.writeFile(file, `${choice.kind}\n`)
  return choice
}

/** Debian packages that the choice still needs on this machine. */
export async function packagesForMongo(choice: MongoChoice): Promise<string[]> {
  if (choice.kind === 'mongod') return []
  const tools = await standInTools()
  if (!tools.build) return ['openjdk-17-jdk-headless', 'maven']
  return tools.java ? [] : ['openjdk-17-jre-headless']
}

async function commandFor(plan: MongoPlan): Promise<{ command: string; args: string[] }> {
  switch (plan.choice.kind) {
    case 'mongod': {
      const data = path.join(plan.folder, 'data')
      await fs.mkdir(data, { recursive: true })
      return {
        command: plan.choice.binary,
        args: ['--dbpath', data, '--port', String(plan.port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
      }
    }
    case 'stand-in':
      return standInCommand(plan.port, plan.durable ? path.join(plan.folder, 'stand-in.mv') : 'memory')
  }
}

/** Starts the chosen MongoDB. */
export async function startMongo(plan: MongoPlan): Promise<RunningMongo> {
  await fs.mkdir(plan.folder, { recursive: true })
  const running = startProcess({ name: 'mongo', ...(await commandFor(plan)), cwd: plan.folder }, plan.folders)
  try {
    await waitForListener(running, plan.port, 60_000)
  } catch (error) {
    await running.stop()
    throw error
  }
  return { process: running, url: `mongodb://127.0.0.1:${plan.port}` }
}

/** How the choice is named to the operator. */
export function nameOfMongo(choice: MongoChoice): string {
  return choice.kind === 'mongod' ? `MongoDB (${choice.binary})` : 'MongoDB stand-in (Java, H2)'
}
