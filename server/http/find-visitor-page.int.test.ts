import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { invalidateTags } from '../platform/cache/invalidate-tags.ts'
import { closeRedis } from '../platform/redis/redis.ts'
import { findVisitorPage } from './find-visitor-page.ts'
import { keepRawRequests } from './raw-request.ts'
import { isOwnRequest } from './render-visitor-page.ts'

let server: Server
let rendered = 0

/** A page's end is missing where its address says so. */
const pageOf = (address: string) => `<html>${address} ${(rendered += 1)}${address === '/en' ? '' : '</html>'}`

beforeAll(async () => {
  keepRawRequests()
  server = createServer((request, response) => {
    const answer = async () => {
      const isOwn = isOwnRequest(new Headers({ 'x-marquee-own': String(request.headers['x-marquee-own']) }))
      const found = isOwn ? null : await findVisitorPage()
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.setHeader('age', found?.headers.get('age') ?? 'none')
      response.end(found ? Buffer.from(await found.arrayBuffer()) : pageOf(request.url ?? ''))
    }
    answer().catch((error: unknown) => response.destroy(error as Error))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
})

afterAll(async () => {
  server.close()
  await closeRedis()
})

async function visit(address: string, headers: Record<string, string> = {}) {
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}${address}`, { headers })
  return { html: await response.text(), age: response.headers.get('age') }
}

test('a page is rendered once for all, until the catalogue changes', async () => {
  const [first, meanwhile] = await Promise.all([visit('/films'), visit('/films')])
  expect(meanwhile.html).toBe(first.html)
  const later = await visit('/films', { 'accept-encoding': 'identity' })
  expect(later.html).toBe(first.html)
  expect(later.age).toMatch(/^\d+$/)
  await invalidateTags(['a'])
  const changed = await visit('/films')
  expect(changed).toMatchObject({ age: 'none' })
  expect(changed.html).not.toBe(first.html)
})

test('a page that is not whole goes to whoever asked for it, and is kept for nobody', async () => {
  const [first, later] = [await visit('/en'), await visit('/en')]
  expect(first.html).toMatch(/^<html>\/en \d+$/)
  expect(later.html).not.toBe(first.html)
})
