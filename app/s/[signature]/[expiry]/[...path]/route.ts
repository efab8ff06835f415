import { pathNotServed, readSignedPath } from '#server/domains/playback/index.ts'
import { problemResponse, toProblem } from '#server/http/problem.ts'
import { requestIdOf } from '#server/http/request-id.ts'
import { serveObject } from '#server/http/serve-object.ts'
import { storage } from '#server/platform/storage/index.ts'

type Segment = { params: Promise<{ signature: string; expiry: string; path: string[] }> }

// The signature alone opens the door, so a player on any other page may use it.
const crossOrigin = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'accept-ranges, content-length, content-range, etag',
  'cross-origin-resource-policy': 'cross-origin',
}

async function deliver(request: Request, segment: Segment): Promise<Response> {
  const response = await answer(request, segment)
  for (const [name, value] of Object.entries(crossOrigin)) response.headers.set(name, value)
  return response
}

async function answer(request: Request, segment: Segment): Promise<Response> {
  try {
    const { signature, expiry, path } = await segment.params
    const object = readSignedPath({ signature, expiry, segments: path })
    const response = await serveObject(request, storage(), object)
    if (!response) throw pathNotServed(object.key)
    releaseWhenLeft(request, response)
    return response
  } catch (error) {
    return problemResponse(toProblem(error, requestIdOf(request.headers)))
  }
}

/** A reader that left before its first byte is never piped to: its file would stay open. */
function releaseWhenLeft(request: Request, { body }: Response): void {
  const release = () => {
    if (body && !body.locked) void body.cancel().catch(() => undefined)
  }
  if (request.signal.aborted) release()
  else request.signal.addEventListener('abort', release, { once: true })
}

export const GET = deliver
export const HEAD = deliver

export function OPTIONS(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...crossOrigin,
      'access-control-allow-methods': 'GET, HEAD, OPTIONS',
      'access-control-allow-headers': 'range, if-range, if-none-match',
      'access-control-max-age': '86400',
    },
  })
}
