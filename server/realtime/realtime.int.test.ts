import { eq } from 'drizzle-orm'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { encode } from 'next-auth/jwt'
import { io, type Socket } from 'socket.io-client'
import { accounts, sessions } from '#db/postgres/schema/index.ts'
import { createAccount, endSession, signIn } from '../domains/identity/index.ts'
import { createContext, systemContext, type Actor, type Role } from '../platform/context/context.ts'
import { env } from '../platform/env/env.ts'
import { broadcast } from '../platform/live/live.ts'
import { livePath, type LiveMessage } from '../platform/live/schemas.ts'
import { issueLiveTicket, readLiveTicket } from '../platform/live/ticket.ts'
import { closePostgres, database, inTransaction } from '../platform/postgres/postgres.ts'
import { announceRun } from '../platform/queues/announce-run.ts'
import { defineJob } from '../platform/queues/define-job.ts'
import { enqueue } from '../platform/queues/enqueue.ts'
import { getRun } from '../platform/queues/job-run.repository.ts'
import { closeRedis } from '../platform/redis/redis.ts'
import { z } from 'zod'
import { jobsGateway } from './jobs-gateway.ts'
import { sessionsGateway } from './sessions-gateway.ts'
import { startRealtime, type RunningRealtime } from './start-realtime.ts'

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

type SignedIn = Extract<Actor, { kind: 'account' }> & { sessionId: string }
const password = 'mat-khau-dung'
const anonymous = createContext({ kind: 'anonymous' })

/** One more session of the account of this role. */
async function signInAs(role: Role): Promise<SignedIn> {
  const email = `${role}@example.com`
  await createAccount(systemContext('test'), { email, password, role }).catch(() => {})
  const caller = { address: '192.0.2.1', country: null, userAgent: 'test', deviceId: null }
  const { account, sessionId } = await signIn(anonymous, { email, password, caller })
  return { kind: 'account', accountId: account.id, role, sessionId }
}

async function ticketOf(actor: SignedIn): Promise<string> {
  return (await issueLiveTicket(createContext(actor))).ticket
}

async function ticketFor(role: Role): Promise<string> {
  return ticketOf(await signInAs(role))
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
  for (let each = 0; each < 2; each++)
    replicas.push(await startRealtime([jobsGateway(), sessionsGateway()], await freePort()))
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
  const actor = await signInAs('admin')
  const good = await ticketOf(actor)
  const session = await encode({
    token: { sub: actor.accountId, role: 'admin', sid: actor.sessionId },
    secret: env().AUTH_SECRET,
  })
  // In the middle: the last characters of base64 hold bits that nothing reads.
  const altered = good.replace(/.(?=.{9}$)/, (letter) => (letter === 'A' ? 'B' : 'A'))
  for (const ticket of ['', altered, session]) {
    const socket = open(0, ticket)
    const error = await new Promise<Error>((resolve) => socket.once('connect_error', resolve))
    expect(error.message).toBe('auth.sign-in-required')
  }
  expect(await readLiveTicket(good)).toEqual(actor)
  await expect(issueLiveTicket(createContext({ kind: 'anonymous' }))).rejects.toMatchObject({
    kind: 'unauthenticated',
  })
})

test('refuses the page of another site, its ticket however good', async () => {
  const auth = { ticket: await ticketFor('admin') }
  const from = (origin: string) => {
    const socket = io(`http://127.0.0.1:${replicas[0]?.port}`, {
      path: livePath,
      transports: ['websocket'],
      auth,
      forceNew: true,
      extraHeaders: { origin },
    })
    sockets.push(socket)
    return socket
  }
  for (const origin of ['https://elsewhere.example', 'null'])
    expect(await occurs(from(origin), 'connect_error')).toBeInstanceOf(Error)
  await occurs(from(new URL(env().MARQUEE_PUBLIC_URL).origin), 'connect')
})

function occurs(socket: Socket, event: string): Promise<unknown> {
  return new Promise((resolve) => socket.once(event, resolve))
}

/** Resolves with why, as soon as the socket is told that its session is over and is closed. */
async function endOf(socket: Socket): Promise<unknown> {
  const closed = occurs(socket, 'disconnect')
  const heard = new Promise<unknown>((resolve) => {
    socket.on('live', (message: LiveMessage) => {
      if (message.name === 'session.ended') resolve(message.payload)
    })
  })
  const [payload] = await Promise.all([heard, closed])
  return payload
}

async function connected(replica: number, actor: SignedIn): Promise<Socket> {
  const socket = open(replica, await ticketOf(actor))
  await occurs(socket, 'connect')
  return socket
}

test('a session that is ended closes its sockets on every replica and no other, and lets no ticket in', async () => {
  const [here, there] = [await signInAs('viewer'), await signInAs('viewer')]
  const ticket = await ticketOf(there)
  const [first, second, mine] = [
    await connected(0, there),
    await connected(1, there),
    await connected(1, here),
  ]
  const room = `session:${there.sessionId}`
  expect(await first.emitWithAck('join', room)).toEqual({ joined: true })
  expect(await mine.emitWithAck('join', room)).toEqual({ joined: false, code: 'auth.forbidden' })
  const ends = [endOf(first), endOf(second)]
  await endSession(createContext(here), { sessionId: there.sessionId })
  expect(await Promise.all(ends)).toEqual([{ reason: 'ended-by-owner' }, { reason: 'ended-by-owner' }])
  expect(mine.connected).toBe(true)
  const late = open(0, ticket)
  expect(await occurs(late, 'connect_error')).toMatchObject({ message: 'auth.sign-in-required' })
})

test('a session that ended, or whose account was locked, without a word is noticed within five seconds', async () => {
  const [quiet, locked] = [await signInAs('finance'), await signInAs('support')]
  const [first, second] = [await connected(0, quiet), await connected(1, locked)]
  const startedAt = performance.now()
  const ends = [endOf(first), endOf(second)]
  await database()
    .update(sessions)
    .set({ endedAt: new Date(), endReason: 'ended-by-staff' })
    .where(eq(sessions.id, quiet.sessionId))
  await database().update(accounts).set({ lockedAt: new Date() }).where(eq(accounts.id, locked.accountId))
  expect(await Promise.all(ends)).toEqual([{ reason: 'ended-by-staff' }, { reason: 'locked' }])
  expect(performance.now() - startedAt).toBeLessThan(5000)
})

test('an account whose role changed comes back with the new one', async () => {
  const actor = await signInAs('editor')
  const socket = await connected(0, actor)
  expect(await socket.emitWithAck('join', 'admin:jobs')).toEqual({ joined: true })
  const ticket = await ticketOf(actor)
  socket.auth = { ticket }
  const back = occurs(socket, 'connect')
  await database().update(accounts).set({ role: 'viewer' }).where(eq(accounts.id, actor.accountId))
  await back
  expect(await socket.emitWithAck('join', 'admin:jobs')).toEqual({ joined: false, code: 'auth.forbidden' })
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
