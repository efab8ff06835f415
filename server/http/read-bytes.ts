import { AppError } from '../platform/errors/app-error.ts'

/**
 * Reads a body as it came, at most so many bytes: one that says to be longer is refused as `input.too-large` unread, one
 * that is as soon as it passes the limit.
 */
export async function readBytes(request: Request, mostBytes: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) throw tooLarge(mostBytes)
  const chunks: Uint8Array[] = []
  let bytes = 0
  // Leaving the loop cancels the stream, so that a body without an end costs no more than the limit.
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) throw tooLarge(mostBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function tooLarge(mostBytes: number): AppError {
  return new AppError({
    kind: 'too-large',
    code: 'input.too-large',
    message: `The body is larger than ${mostBytes / 1024} KB.`,
  })
}
