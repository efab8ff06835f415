import fs from 'node:fs/promises'
import path from 'node:path'
import { findOnPath } from './run-command.ts'
import { SetUpError } from './set-up-error.ts'
import { startProcess, waitForListener, type ProcessFolders, type RunningProcess } from './start-process.ts'

/** What a Redis is for: queues must lose nothing, the cache may forget. */
export type RedisRole = 'queue' | 'cache'

/** Settings of one embedded Redis. */
export interface RedisPlan {
  role: RedisRole
  folder: string
  port: number
  password: string
  folders: ProcessFolders
  /** False keeps nothing on disk, whatever the role: for tests. */
  durable: boolean
}

/** A running Redis and its address. */
export interface RunningRedis {
  process: RunningProcess
  url: string
}

function configuration(plan: RedisPlan): string {
  const keeps = plan.role === 'queue' && plan.durable
  return [
    'bind 127.0.0.1',
    `port ${plan.port}`,
    `requirepass ${plan.password}`,
    `dir ${JSON.stringify(plan.folder)}`,
    'daemonize no',
    'save ""',
    `appendonly ${keeps ? 'yes' : 'no'}`,
    ...(plan.role === 'queue'
      ? ['maxmemory-policy noeviction']
      : ['maxmemory 256mb', 'maxmemory-policy allkeys-lru']),
    'databases 256',
    '',
  ].join('\n')
}

/** Starts one Redis server with a configuration file only its owner can read (it holds the password). */
export async function startRedis(plan: RedisPlan): Promise<RunningRedis> {
  const command = findOnPath('redis-server')
  if (!command)
    throw new SetUpError(
      'redis-server is missing: install it (Debian: apt-get install redis-server), or set REDIS_QUEUE_URL and REDIS_CACHE_URL.',
    )
  await fs.mkdir(plan.folder, { recursive: true })
  const file = path.join(plan.folder, 'redis.conf')
  await fs.rm(file, { force: true })
  await fs.writeFile(file, configuration(plan), { mode: 0o600 })
  const running = startProcess(
    { name: `redis-${plan.role}`, command, args: [file], cwd: plan.folder },
    plan.folders,
  )
  try {
    await waitForListener(running, plan.port)
    await waitUntilLoaded(plan)
  } catch (error) {
    await running.stop()
    throw error
  }
  return { process: running, url: `redis://:${plan.password}@127.0.0.1:${plan.port}/0` }
}

/** A Redis that listens may still be reading its file; it answers PING when it is done. */
async function waitUntilLoaded(plan: RedisPlan): Promise<void> {
  const { Redis } = await import('ioredis')
  const client = new Redis({ port: plan.port, host: '127.0.0.1', password: plan.password, lazyConnect: true })
  // ioredis waits for the end of loading by itself (readyCheck).
  try {
    await client.connect()
    await client.ping()
  } finally {
    client.disconnect()
  }
}
