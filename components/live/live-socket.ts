import { io, type Socket } from 'socket.io-client'
import {
  joinAnswerSchema,
  liveMessageSchema,
  livePath,
  liveTicketSchema,
  sessionEnded,
  type LiveRoom,
  type LiveTicket,
} from '#server/platform/live/schemas.ts'

export type LiveStatus = 'connecting' | 'live' | 'refused' | 'offline'

export type LiveListener = {
  room: LiveRoom
  name: string
  onMessage: (payload: unknown) => void
  /** Called when the socket is back after a break: what was sent meanwhile was not heard. */
  onReconnect: () => void
  onStatus: (status: LiveStatus) => void
}

const retryMs = 3000
const listeners = new Set<LiveListener>()
let socket: Socket | null = null
let opening = false
let wasLive = false

/** Adds a listener, opening the page's one socket for the first; gives the way to take it off again. */
export function listenLive(listener: LiveListener): () => void {
  listeners.add(listener)
  listener.onStatus('connecting')
  if (socket?.connected) joinSoon(listener.room)
  else if (!socket) void open()
  // The server closed it for good, as it does when the session is over.
  else if (!socket.active) queueMicrotask(() => listeners.has(listener) && listener.onStatus('offline'))
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) return close()
    const isWanted = [...listeners].some((each) => each.room === listener.room)
    if (!isWanted) socket?.emit('leave', listener.room)
  }
}

async function open(): Promise<void> {
  if (opening) return
  opening = true
  const first = await fetchTicket()
  opening = false
  if (listeners.size === 0) return
  if (!first) {
    tellAll('offline')
    setTimeout(() => void (socket || listeners.size === 0 ? null : open()), retryMs)
    return
  }
  socket = connect(first)
}

function connect(first: LiveTicket): Socket {
  let unused: LiveTicket | null = first
  const opened = io(first.url, {
    path: livePath,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelayMax: 10_000,
    auth: (give) => {
      const ticket = unused ? Promise.resolve(unused) : fetchTicket()
      unused = null
      void ticket.then((fresh) => give({ ticket: fresh?.ticket ?? '' }))
    },
  })
  opened.on('connect', () => {
    const rooms = new Set([...listeners].map((listener) => listener.room))
    for (const room of rooms) void join(room)
    if (wasLive) for (const listener of listeners) listener.onReconnect()
    wasLive = true
  })
  opened.on('disconnect', () => tellAll('offline'))
  opened.on('connect_error', () => {
    tellAll('offline')
    // After a refusal (an expired ticket, say) socket.io does not try again by itself.
    if (!opened.active) setTimeout(() => socket === opened && opened.connect(), retryMs)
  })
  opened.on('live', (message: unknown) => {
    const heard = liveMessageSchema.safeParse(message)
    if (heard.success) deliver(heard.data.room, heard.data.name, heard.data.payload)
  })
  return opened
}

function deliver(room: LiveRoom, name: string, payload: unknown): void {
  for (const listener of listeners) {
    if (listener.room === room && listener.name === name) listener.onMessage(payload)
  }
}

const joining = new Set<LiveRoom>()

/** Components that mount together join a room once. */
function joinSoon(room: LiveRoom): void {
  if (joining.has(room)) return
  joining.add(room)
  queueMicrotask(() => {
    joining.delete(room)
    void join(room)
  })
}

async function join(room: LiveRoom): Promise<void> {
  const answer = joinAnswerSchema.safeParse(await socket?.emitWithAck('join', room).catch(() => null))
  const status = !answer.success ? 'offline' : answer.data.joined ? 'live' : 'refused'
  for (const listener of listeners) if (listener.room === room) listener.onStatus(status)
}

function tellAll(status: LiveStatus): void {
  for (const listener of listeners) listener.onStatus(status)
}

/** Where no ticket is given any more the session ended while nobody listened. */
function tellOver(): void {
  for (const listener of listeners) if (listener.name === sessionEnded) listener.onMessage({})
}

function close(): void {
  socket?.disconnect()
  socket = null
  wasLive = false
}

async function fetchTicket(): Promise<LiveTicket | null> {
  try {
    const response = await fetch('/api/realtime/ticket', { cache: 'no-store' })
    if (response.status === 401) tellOver()
    return response.ok ? liveTicketSchema.parse(await response.json()) : null
  } catch {
    return null
  }
}
