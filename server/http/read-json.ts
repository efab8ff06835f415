import { invalidInput } from '../platform/errors/app-error.ts'
import { readBytes } from './read-bytes.ts'

const mostBytes = 64 * 1024

/**
 * Reads a small JSON body; anything else is refused as `input.not-json`, more than 64 KB as `input.too-large`
 * before the rest of it is read.
 */
export async function readJson(request: Request): Promise<unknown> {
  const text = Buffer.from(await readBytes(request, mostBytes)).toString('utf8')
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw invalidInput('input.not-json', 'The body is not JSON.')
  }
}

/** Answers with JSON that no cache may keep, since it is one person's. */
export function personalJson(value: unknown, status = 200): Response {
  return Response.json(value, { status, headers: { 'cache-control': 'private, no-store' } })
}
