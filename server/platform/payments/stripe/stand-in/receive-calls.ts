import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An endpoint that keeps the calls that come, for tests. */
export type Receiver = {
  url: string
  calls: { headers: Headers; body: Uint8Array }[]
  /** What the next ones are answered; 200 when none is left. */
  answers: number[]
  close: () => Promise<void>
}

/** Starts one on a free port of this machine. */
export async function receiveCalls(): Promise<Receiver> {
  const calls: Receiver['calls'] = []
  const answers: number[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const pairs = Object.entries(request.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ])
      calls.push({ headers: new Headers(pairs), body: Buffer.concat(chunks) })
      response.writeHead(answers.shift() ?? 200).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    calls,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
