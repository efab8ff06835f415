import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { log } from '../platform/log/log.ts'
import { toProblem } from './problem.ts'
import { keepRawRequests } from './raw-request.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Gives what somebody meets who reads a body whose sender goes after its first byte. */
async function meetHangUp(meet: (error: unknown) => void): Promise<void> {
  keepRawRequests()
  const read = Promise.withResolvers<void>()
  const server = createServer((request: IncomingMessage) => {
    const reading = async () => {
      for await (const part of request) if ((part as Buffer).length > 0) sender.destroy()
    }
    reading().catch(meet).then(read.resolve, read.reject)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const sender = connect((server.address() as AddressInfo).port, '127.0.0.1')
  sender.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\na')
  await read.promise
  server.close()
}

it('takes a caller who hung up for no fault of ours, and a database that did for one', async () => {
  const [info, error] = [vi.spyOn(log(), 'info'), vi.spyOn(log(), 'error')]
  await meetHangUp((met) => void toProblem(met, 'a'))
  expect([info.mock.calls.length, error.mock.calls.length]).toEqual([1, 0])
  toProblem(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), 'b')
  expect([info.mock.calls.length, error.mock.calls.length]).toEqual([1, 1])
})
