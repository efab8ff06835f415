import { AppError, invalidInput } from '../platform/errors/app-error.ts'

const mostBytes = 64 * 1024

/**
 * Reads a small JSON body; anything else is refused as `input.not-json`, more than 64 KB as `input.too-large`
 * before the rest of it is read.
 */
export async function readJson(request: Request): Promise<unknown> {
  const text = await readText(request)
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw invalidInput('input.not-json', 'The body is not JSON.')
  }
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  // Leaving the loop cancels the stream, so that a body without an end costs no more than the limit.
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) {
      throw new AppError({
        kind: 'too-large',
        code: 'input.too-large',
        message: 'The body is larger than 64 KB.',
      })
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Answers with JSON that no cache may keep, since it is one person's. */
export function personalJson(value: unknown, status = 200): Response {
  return Response.json(value, { status, headers: { 'cache-control': 'private, no-store' } })
}
