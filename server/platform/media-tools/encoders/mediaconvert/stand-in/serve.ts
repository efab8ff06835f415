import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sha256, verifySignature, type SignatureFault, type Verifier } from './verify-signature.ts'

export interface ReadRequest {
  method: string
  /** Decoded. */
  path: string
  query: URLSearchParams
  headers: Record<string, string | undefined>
  body: Buffer
}

export interface Answer {
  status: number
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** Cuts the connection instead of answering. */
  cut?: boolean
}

export interface RunningServer {
  endpoint: string
  close: () => Promise<void>
}

/** Serves requests whose Signature Version 4 holds on a free port of 127.0.0.1; others get what `refuse` says. */
export async function serveSigned(
  verifier: Verifier,
  handle: (request: ReadRequest) => Promise<Answer>,
  refuse: (fault: SignatureFault) => Answer,
  port = 0,
): Promise<RunningServer> {
  const server = createServer((incoming, response) => {
    void answer(incoming).then(
      (given) => write(response, given),
      (error: unknown) => write(response, { status: 500, body: JSON.stringify({ message: String(error) }) }),
    )
  })
  async function answer(incoming: IncomingMessage): Promise<Answer> {
    const body = Buffer.concat(await Array.fromAsync(incoming as AsyncIterable<Buffer>))
    const [path = '/', query = ''] = (incoming.url ?? '/').split('?', 2)
    const method = incoming.method ?? 'GET'
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(',') : value,
      ]),
    )
    const fault = verifySignature({ method, path, query, headers, bodyHash: sha256(body) }, verifier)
    if (fault) return refuse(fault)
    return handle({
      method,
      path: decodeURIComponent(path),
      query: new URLSearchParams(query),
      headers,
      body,
    })
  }
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function write(response: ServerResponse, { status, headers, body, cut }: Answer): void {
  if (cut) {
    response.destroy()
    return
  }
  response.writeHead(status, { 'x-amzn-requestid': '00000000-0000-4000-8000-000000000000', ...headers })
  response.end(body)
}
