import { createAdapter } from '@socket.io/redis-streams-adapter'
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { findLiveSessions } from '../domains/identity/index.ts'
import { isOurs } from '../http/check-origin.ts'
import { createContext } from '../platform/context/context.ts'
import { env } from '../platform/env/env.ts'
import { AppError } from '../platform/errors/app-error.ts'
import { answerProbe } from '../platform/health/answer-probe.ts'
import { enforceLimit } from '../platform/limits/enforce-limit.ts'
import { log } from '../platform/log/log.ts'
import { live } from '../platform/live/live.ts'
import {
  livePath,
  liveRoomSchema,
  sessionChanged,
  type JoinAnswer,
  type LiveMessage,
  type LiveRoom,
} from '../platform/live/schemas.ts'
import { readLiveTicket } from '../platform/live/ticket.ts'
import { exposeSocketCount } from '../platform/metrics/socket-metrics.ts'
import { openRedis } from '../platform/redis/redis.ts'
import type { Gateway } from './gateway.ts'
import type { LiveServer, LiveSocket } from './live-socket.ts'
import { watchSessions } from './watch-sessions.ts'

export type RunningRealtime = { port: number; stop: () => Promise<void> }

/** Starts the process that pages hold their sockets with; several may run, each hears every live message. */
export async function startRealtime(gateways: Gateway[], port: number): Promise<RunningRealtime> {
  let isServing = true
  const http = createServer((request, response) => {
    const isProbe = answerProbe(request, response, {
      services: ['postgres', 'redisCache'],
      isServing: () => isServing,
    })
    if (!isProbe) response.writeHead(404).end()
  })
  const redis = openRedis(env().REDIS_CACHE_URL)
  const io = openServer(http, redis)
  exposeSocketCount(() => io.engine.clientsCount)
  io.use((socket, next) => void admit(socket, next))
  const sessions = watchSessions()
  io.on('connection', (socket) => {
    sessions.add(socket)
    socket.on('join', (room, answer) => void join(gateways, socket, room).then(answer))
    socket.on('leave', (room) => leave(socket, room))
  })
  const silence = await live().subscribe((message) => {
    if (message.name === sessionChanged) sessions.look(message.room.slice('session:'.length))
    else pass(io, gateways, message)
  })
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject).listen(port, resolve)
  })
  return {
    port,
    async stop() {
      isServing = false
      sessions.stop()
      await silence()
      await io.close()
      redis.disconnect()
    },
  }
}

function openServer(http: ReturnType<typeof createServer>, redis: ReturnType<typeof openRedis>): LiveServer {
  // Pub/sub crosses Redis' numbered databases, which keep instances apart everywhere else.
  const instance = new URL(env().REDIS_CACHE_URL).pathname.slice(1) || '0'
  return new Server(http, {
    path: livePath,
    serveClient: false,
    cors: { origin: new URL(env().MARQUEE_PUBLIC_URL).origin },
    // Browsers open sockets to anywhere and say which page asks. Who says nothing is no page.
    allowRequest: ({ headers }, decide) =>
      decide(null, headers.origin === undefined || isOurs(headers.origin, headers.host ?? null)),
    adapter: createAdapter(redis, {
      streamName: 'marquee:sockets',
      channelPrefix: `marquee:sockets:${instance}`,
      onlyPlaintext: true,
    }),
    // No connection state recovery: who comes back joins again and is greeted with the present state.
  })
}

/** A ticket is good for a minute, and its session may have ended within it. */
async function admit(socket: LiveSocket, next: (refusal?: Error) => void): Promise<void> {
  try {
    const holder = await readLiveTicket(socket.handshake.auth.ticket)
    const role = holder && (await findLiveSessions([holder.sessionId])).get(holder.sessionId)
    if (!holder || !role) return next(new Error('auth.sign-in-required'))
    socket.data.actor = { ...holder, role }
    next()
  } catch (error) {
    log().error({ err: error }, 'a socket was not let in')
    next(new Error('internal'))
  }
}

async function join(gateways: Gateway[], socket: LiveSocket, wanted: unknown): Promise<JoinAnswer> {
  const room = liveRoomSchema.safeParse(wanted)
  const gateway = room.success ? gateways.find((each) => each.owns(room.data)) : undefined
  if (!room.success || !gateway) return { joined: false, code: 'live.no-such-room' }
  try {
    await enforceLimit('socket', socket.data.actor.sessionId)
    await enter(gateway, socket, room.data)
    return { joined: true }
  } catch (error) {
    if (error instanceof AppError) return { joined: false, code: error.code }
    log().error({ err: error, room: room.data }, 'joining a room failed')
    return { joined: false, code: 'internal' }
  }
}

async function enter(gateway: Gateway, socket: LiveSocket, room: LiveRoom): Promise<void> {
  const context = createContext(socket.data.actor)
  await gateway.authorize(context, room)
  // Joined first, greeted after: nothing falls between the two.
  await socket.join(room)
  for (const message of (await gateway.greet?.(context, room)) ?? []) socket.emit('live', message)
}

/** Whoever sends what is no room has left it already: it must not end the process for all the others. */
function leave(socket: LiveSocket, unwanted: unknown): void {
  const room = liveRoomSchema.safeParse(unwanted)
  if (room.success) void socket.leave(room.data)
}

/** Each process hears each message, so it sends to its own sockets only. */
function pass(io: LiveServer, gateways: Gateway[], message: LiveMessage): void {
  if (!io.sockets.adapter.rooms.has(message.room)) return
  const send = (each: LiveMessage) => void io.local.to(each.room).emit('live', each)
  send(message)
  for (const gateway of gateways) if (gateway.owns(message.room)) gateway.onMessage?.(message, send)
}
