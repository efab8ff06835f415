import { invalidInput } from '../platform/errors/app-error.ts'

const mostBytes = 64 * 1024

/** Reads a small JSON body; anything else, or more than 64 KB, is refused as `input.not-json`. */
export async function readJson(request: Request): Promise<unknown> {
  const text = await request.text()
  if (text.length > mostBytes) throw invalidInput('input.too-large', 'The body is larger than 64 KB.')
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
