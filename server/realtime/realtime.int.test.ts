import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { encode } from 'next-auth/jwt'
import { io, type Socket } from 'socket.io-client'
import { createContext, systemContext, type Role } from '../platform/context/context.ts'
import { env } from '../platform/env/env.ts'
import { broadcast } from '../platform/live/live.ts'
import { livePath, type LiveMessage } from '../platform/live/schemas.ts'
import { issueLiveTicket, readLiveTicket } from '../platform/live/ticket.ts'
import { closePostgres, inTransaction } from '../platform/postgres/postgres.ts'
import { announceRun } from '../platform/queues/announce-run.ts'
import { defineJob } from '../platform/queues/define-job.ts'
import { enqueue } from '../platform/queues/enqueue.ts'
import { getRun } from '../platform/queues/job-run.repository.ts'
import { closeRedis } from '../platform/redis/redis.ts'
import { z } from 'zod'
import { jobsGateway } from './jobs-gateway.ts'
import { startRealtime, type RunningRealtime } from './start-realtime.ts'

const accountId = '01a1fcde-d351-7165-99cc-061a615a6b76'
const job = defineJob({
  name: 'do-sample',
  queue: 'notify',
  schema: z.object({}),
  attempts: 1,
  backoff: { delayMs: 1, maxDelayMs: 1 },
  timeoutMs: 1000,
})

const replicas: RunningRealtime[] = []
const sockets: Socket[] = []

async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

async function ticketFor(role: Role): Promise<string> {
  return (await issueLiveTicket(createContext({ kind: 'account', accountId, role }))).ticket
}

function open(replica: number, ticket: string): Socket {
  const socket = io(`http://127.0.0.1:${replicas[replica]?.port}`, {
    path: livePath,
    transports: ['websocket'],
    auth: { ticket },
    forceNew: true,
  })
  sockets.push(socket)
  return socket
}

async function enqueueOne(): Promise<string> {
  return inTransaction((tx) => enqueue(tx, systemContext('test'), job, {}))
}

function collect(socket: Socket): LiveMessage[] {
  const heard: LiveMessage[] = []
  socket.on('live', (message: LiveMessage) => heard.push(message))
  return heard
}

beforeAll(async () => {
  for (let each = 0; each < 2; each++) replicas.push(await startRealtime([jobsGateway()], await freePort()))
})

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect()
})

afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.stop()))
  await closePostgres()
  await closeRedis()
})

test('admins on every replica hear each message once, after the present state', async () => {
  const runId = await enqueueOne()
  const ticket = await ticketFor('admin')
  const [first, second] = [open(0, ticket), open(1, ticket)]
  const heard = [collect(first), collect(second)]
  expect(await first.emitWithAck('join', 'admin:jobs')).toEqual({ joined: true })
  expect(await second.emitWithAck('join', 'admin:jobs')).toEqual({ joined: true })
  for (const messages of heard) {
    expect(messages[0]).toMatchObject({
      name: 'job.snapshot',
      payload: { runs: [{ id: runId, position: 1 }] },
    })
  }
  await announceRun(await getRun(runId))
  const names = () => heard.map((messages) => messages.slice(1).map((message) => message.name))
  await expect.poll(names, { timeout: 5000 }).toEqual([
    ['job.progress', 'job.overview'],
    ['job.progress', 'job.overview'],
  ])
  expect(heard[0]?.at(-1)?.payload).toMatchObject({ positions: { [runId]: 1 } })
})

test('who leaves the room hears no more', async () => {
  const socket = open(0, await ticketFor('admin'))
  const heard = collect(socket)
  await socket.emitWithAck('join', 'admin:jobs')
  socket.emit('leave', 'admin:jobs')
  const other = open(0, await ticketFor('admin'))
  await other.emitWithAck('join', 'admin:jobs')
  const others = collect(other)
  await broadcast({ room: 'admin:jobs', name: 'ping', payload: {} })
  await expect.poll(() => others.map((message) => message.name)).toEqual(['ping'])
  expect(heard.map((message) => message.name)).toEqual(['job.snapshot'])
})

test('refuses the wrong actor', async () => {
  const socket = open(0, await ticketFor('viewer'))
  expect(await socket.emitWithAck('join', 'admin:jobs')).toEqual({ joined: false, code: 'auth.forbidden' })
  expect(await socket.emitWithAck('join', 'account:other')).toEqual({
    joined: false,
    code: 'live.no-such-room',
  })
  expect(await socket.emitWithAck('join', { evil: true })).toMatchObject({ joined: false })
})

test('what is no room harms nobody', async () => {
  const socket = open(0, await ticketFor('viewer'))
  for (const room of [{ toString: 1 }, null, 42, '']) socket.emit('leave', room)
  socket.emit('join', 'admin:jobs')
  expect(await socket.emitWithAck('join', { toString: 1 })).toMatchObject({ joined: false })
})

test('refuses a ticket that is missing, altered, or a session cookie', async () => {
  const good = await ticketFor('admin')
  const session = await encode({
    token: { sub: accountId, role: 'admin' },
    secret: env().AUTH_SECRET,
  })
  for (const ticket of ['', `${good.slice(0, -2)}xx`, session]) {
    const socket = open(0, ticket)
    const error = await new Promise<Error>((resolve) => socket.once('connect_error', resolve))
    expect(error.message).toBe('auth.sign-in-required')
  }
  expect(await readLiveTicket(good)).toEqual({ kind: 'account', accountId, role: 'admin' })
  await expect(issueLiveTicket(createContext({ kind: 'anonymous' }))).rejects.toMatchObject({
    kind: 'unauthenticated',
  })
})

test('the process tells its health, readiness and metrics', async () => {
  const at = (path: string) => fetch(`http://127.0.0.1:${replicas[0]?.port}${path}`)
  expect(await (await at('/health')).json()).toEqual({ alive: true })
  expect(await (await at('/ready')).json()).toEqual({
    ready: true,
    services: { postgres: 'up', redisCache: 'up' },
  })
  expect(await (await at('/metrics')).text()).toContain('marquee_sockets')
  expect((await at('/else')).status).toBe(404)
})
