import { open, type FileHandle } from 'node:fs/promises'
import { Agent, request, type ClientRequest, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'

const mebibyte = 1024 * 1024

export interface FilmToSend {
  url: string
  cookie: string
  film: string
  /** How much of the file, from its beginning. */
  size: number
  /** Bytes a request, as the page sends them. */
  chunkSize: number
  sha256: string
  metadata: Record<string, string>
}

/**
 * Sends a file by tus, one part after the other over one connection, as a browser does it: its parts straight off
 * the file. tus-js-client reads and passes on 64 KB at a time outside a browser, and would take from the server the
 * processor that it is measured with. Ends when the server has made a source of it; throws what it refused.
 */
export async function sendFilm(sending: FilmToSend): Promise<void> {
  const { url, cookie, film, size, chunkSize, sha256 } = sending
  await using file = await open(film)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const common = { cookie, 'tus-resumable': '1.0.0' }
  try {
    const pairs = Object.entries(sending.metadata).map(([key, value]) => `${key} ${btoa(value)}`)
    const begun = await send(agent, 'POST', new URL('/api/uploads', url), {
      ...common,
      'upload-length': size,
      'upload-metadata': pairs.join(','),
    })
    const address = new URL(begun.headers.location ?? '', url)
    for (let offset = 0; offset < size; offset += chunkSize) {
      const end = Math.min(offset + chunkSize, size)
      const headers = {
        ...common,
        'content-type': 'application/offset+octet-stream',
        'content-length': end - offset,
        'upload-offset': offset,
        'upload-sha256': sha256,
      }
      const { headers: told } = await send(agent, 'PATCH', address, headers, { file, start: offset, end })
      if (Number(told['upload-offset']) !== end)
        throw new Error(`The server did not take in what came before byte ${end}.`)
    }
  } finally {
    agent.destroy()
  }
}

type Part = { file: FileHandle; start: number; end: number }

async function send(
  agent: Agent,
  method: string,
  address: URL,
  headers: Record<string, string | number>,
  part?: Part,
): Promise<IncomingMessage> {
  const sent = request(address, { agent, method, headers })
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve).once('error', reject)
  })
  if (part) {
    await Promise.race([sendPart(sent, part), answered])
  } else sent.end()
  const answer = await answered
  const body = await text(answer)
  if ((answer.statusCode ?? 0) >= 300) throw new Error(`${method} ${answer.statusCode}: ${body}`)
  return answer
}

/** Through one piece of memory: the next is read when the system has taken the one before. */
async function sendPart(sent: ClientRequest, { file, start, end }: Part): Promise<void> {
  const buffer = Buffer.allocUnsafeSlow(mebibyte)
  for (let at = start; at < end;) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(mebibyte, end - at), at)
    if (bytesRead === 0) throw new Error('The film became shorter.')
    await new Promise<void>((resolve, reject) => {
      sent.write(buffer.subarray(0, bytesRead), (error) => (error ? reject(error) : resolve()))
    })
    at += bytesRead
  }
  sent.end()
}
