import { createHash, randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createContext, systemContext, type Context } from '../../platform/context/context.ts'
import { env } from '../../platform/env/env.ts'
import { createTitle } from '../catalogue/index.ts'
import { receiveUpload } from './index.ts'

/** What tests of uploads start from: who sends, and what a tus client asks. */
export const me: Context = createContext({ kind: 'account', accountId: randomUUID(), role: 'admin' })
export const other: Context = createContext({ kind: 'account', accountId: randomUUID(), role: 'admin' })
export const viewer: Context = createContext({ kind: 'account', accountId: randomUUID(), role: 'viewer' })
export const worker = (): Context => systemContext('worker')

/** Where uploads come in. */
export function folder(): string {
  return join(env().DATA_DIR, 'uploads')
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Something for a film to belong to. */
export async function newTitle(): Promise<string> {
  return (await createTitle(me, { kind: 'film', title: { vi: `Phim ${randomUUID()}` } })).id
}

export function tus(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Uint8Array | ReadableStream<Uint8Array>,
): Request {
  return new Request(`http://localhost:3000${path}`, {
    method,
    headers: { 'tus-resumable': '1.0.0', ...headers },
    ...(body ? { body: body instanceof ReadableStream ? body : Buffer.from(body), duplex: 'half' } : {}),
  })
}

export function create(context: Context, size: number, fields: Record<string, string>): Promise<Response> {
  const metadata = Object.entries(fields).map(
    ([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`,
  )
  const headers = { 'upload-length': String(size), 'upload-metadata': metadata.join(',') }
  return receiveUpload(context, tus('POST', '/api/uploads', headers))
}

/** Begins an upload of these bytes and gives its path. */
export async function begin(bytes: Uint8Array, fields: Record<string, string> = {}): Promise<string> {
  const made = await create(me, bytes.length, { filename: 'phim.mp4', titleId: await newTitle(), ...fields })
  const path = made.headers.get('location')
  if (made.status !== 201 || path === null) throw new Error(`No upload was begun: ${await made.text()}`)
  return path
}

export function patch(
  context: Context,
  path: string,
  offset: number,
  body: Uint8Array | ReadableStream<Uint8Array>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const type = { 'content-type': 'application/offset+octet-stream' }
  return receiveUpload(
    context,
    tus('PATCH', path, { 'upload-offset': String(offset), ...type, ...headers }, body),
  )
}

export const head = (path: string, context = me): Promise<Response> =>
  receiveUpload(context, tus('HEAD', path))

/** The upload's id, which its path ends with. */
export const idOf = (path: string): string => path.split('/').at(-1) ?? ''

/** The names of an upload's files where uploads come in. */
export async function filesOf(path: string): Promise<string[]> {
  return (await readdir(folder())).filter((name) => name.startsWith(idOf(path)))
}

/** The code of a problem answer. */
export async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as { code: string }).code
}
