import { once } from 'node:events'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepSignInsInLine } from './sign-in-line.ts'

type Asked = { path: string; response: http.ServerResponse }

const line = { lanes: 2, mostWaiting: 3, bodyWithinMs: 5000, patienceMs: 60_000, patienceOnceLeftMs: 60_000 }

let server: http.Server
let asked: Asked[]
let agent: http.Agent

beforeEach(() => {
  agent = new http.Agent()
})
afterEach(async () => {
  agent.destroy()
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
})

async function listen(changes: Partial<typeof line> = {}): Promise<void> {
  asked = []
  server = http.createServer((request, response) => {
    asked.push({ path: request.url ?? '', response })
  })
  keepSignInsInLine(server, { ...line, ...changes })
  await once(server.listen(0, '127.0.0.1'), 'listening')
}

const port = (): number => (server.address() as AddressInfo).port

function send(method: string, path: string, body?: string): http.ClientRequest {
  const headers = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
  const request = http.request({ host: '127.0.0.1', port: port(), agent, method, path, headers })
  request.on('error', () => {})
  return request
}

const signIn = (name: number) => send('POST', `/api/auth/login?${name}`, '{}').end('{}')
const paths = () => asked.map(({ path }) => path)
const answer = (index: number) => asked[index]?.response.end()
const untilAsked = (count: number) => expect.poll(() => asked.length, { timeout: 10_000 }).toBe(count)
/** Time for what should not happen to happen. */
const aWhile = () => pause(150)

test('two sign-ins are under way at a time, and everybody has their turn', async () => {
  await listen()
  for (let name = 0; name < 5; name++) signIn(name)
  for (let answered = 0; answered < 5; answered++) {
    const underWay = Math.min(5, answered + 2)
    await untilAsked(underWay)
    await aWhile()
    expect(asked.length).toBe(underWay)
    answer(answered)
  }
})

test('whatever is no sign-in passes by the line', async () => {
  await listen()
  for (let name = 0; name < 3; name++) signIn(name)
  await untilAsked(2)
  send('GET', '/').end()
  send('POST', '/api/auth/logout', '{}').end('{}')
  send('GET', '/api/auth/login').end()
  await untilAsked(5)
  expect(paths()).toEqual(expect.arrayContaining(['/', '/api/auth/logout', '/api/auth/login']))
})

test('a body in two packets stands in line, and a slow one keeps nobody waiting', async () => {
  await listen({ bodyWithinMs: 50 })
  for (let slow = 0; slow < 3; slow++) send('POST', '/api/auth/login?slow', 'whole').write('half')
  await untilAsked(3)
  await listenAgain()
  for (let name = 0; name < 3; name++) {
    const request = send('POST', `/api/auth/login?${name}`, '{}')
    request.flushHeaders()
    setTimeout(() => request.end('{}'), 5)
  }
  await untilAsked(2)
  await aWhile()
  expect(asked.length).toBe(2)
})

test('who comes when the line is full goes on at once', async () => {
  await listen()
  for (let name = 0; name < 5; name++) signIn(name)
  await untilAsked(2)
  await aWhile()
  signIn(5)
  await untilAsked(3)
})

test('who went away while waiting is passed over', async () => {
  await listen()
  signIn(1)
  signIn(2)
  await untilAsked(2)
  const accepted = once(server, 'connection') as Promise<[net.Socket]>
  const gone = signIn(3)
  const [socket] = await accepted
  await aWhile()
  const left = once(socket, 'close')
  gone.destroy()
  await left
  signIn(4)
  await aWhile()
  answer(0)
  answer(1)
  await untilAsked(3)
  expect(paths().at(-1)).toBe('/api/auth/login?4')
})

test('an answer that its client does not read keeps nobody waiting', async () => {
  await listen()
  const socket = net.connect(port(), '127.0.0.1').pause()
  const body = '{}'
  const pipelined = `POST /api/auth/login?pipelined HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}`
  socket.write(`GET /large HTTP/1.1\r\nhost: x\r\n\r\n${pipelined.repeat(4)}`)
  await untilAsked(3)
  for (let index = 1; index <= 4; index++) {
    await untilAsked(Math.min(5, index + 2))
    answer(index)
  }
  signIn(1)
  await untilAsked(6)
  socket.destroy()
})

test('a sign-in without an end is waited for so long, and less once its sender has left', async () => {
  await listen({ patienceMs: 20 })
  for (let name = 0; name < 6; name++) signIn(name)
  await untilAsked(6)
  await listenAgain({ patienceOnceLeftMs: 20 })
  const leaving = [signIn(0), signIn(1)]
  signIn(2)
  await untilAsked(2)
  await aWhile()
  expect(asked.length).toBe(2)
  for (const request of leaving) request.destroy()
  await untilAsked(3)
})

async function listenAgain(changes: Partial<typeof line> = {}): Promise<void> {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
  await listen(changes)
}
