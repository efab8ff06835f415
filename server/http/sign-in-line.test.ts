import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepSignInsInLine } from './sign-in-line.ts'

type Asked = { path: string; answer: () => void }

let server: http.Server
let asked: Asked[]
let agent: http.Agent

beforeEach(async () => {
  asked = []
  agent = new http.Agent()
  server = http.createServer((request, response) => {
    asked.push({ path: request.url ?? '', answer: () => response.end() })
  })
  keepSignInsInLine(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
})

afterEach(async () => {
  agent.destroy()
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
})

function send(method: string, path: string, body?: string): http.ClientRequest {
  const { port } = server.address() as AddressInfo
  const headers = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
  const request = http.request({ host: '127.0.0.1', port, agent, method, path, headers })
  request.on('error', () => {})
  return request
}

const signIn = (name: number) => send('POST', `/api/auth/login?${name}`, '{}').end('{}')
const paths = () => asked.map(({ path }) => path)
const untilAsked = (count: number) => expect.poll(() => asked.length).toBe(count)

test('two sign-ins are under way at a time, and everybody has their turn', async () => {
  for (let name = 0; name < 5; name++) signIn(name)
  for (let answered = 0; answered < 5; answered++) {
    await untilAsked(Math.min(5, answered + 2))
    await pause(20)
    expect(asked.length).toBe(Math.min(5, answered + 2))
    asked[answered]?.answer()
  }
})

test('whatever is no sign-in passes by the line', async () => {
  for (let name = 0; name < 3; name++) signIn(name)
  await untilAsked(2)
  send('GET', '/').end()
  send('POST', '/api/auth/logout', '{}').end('{}')
  send('GET', '/api/auth/login').end()
  await untilAsked(5)
  expect(paths()).toEqual(expect.arrayContaining(['/', '/api/auth/logout', '/api/auth/login']))
})

test('senders of slow bodies keep nobody waiting', async () => {
  for (let slow = 0; slow < 3; slow++) send('POST', '/api/auth/login?slow', 'whole').write('half')
  await untilAsked(3)
  signIn(1)
  await untilAsked(4)
  expect(paths().at(-1)).toBe('/api/auth/login?1')
})

test('who went away while waiting is passed over', async () => {
  signIn(1)
  signIn(2)
  await untilAsked(2)
  const gone = signIn(3)
  await pause(50)
  gone.destroy()
  signIn(4)
  await pause(50)
  asked[0]?.answer()
  asked[1]?.answer()
  await untilAsked(3)
  expect(paths().at(-1)).toBe('/api/auth/login?4')
})
