import { pathNotServed, readSignedPath } from '#server/domains/playback/index.ts'
import { signedPathSchema } from '#server/domains/playback/schemas.ts'
import type { RouteSpec } from '#server/http/route-spec.ts'
import { plainRoute } from '#server/http/route.ts'
import { serveObject } from '#server/http/serve-object.ts'
import { storage } from '#server/platform/storage/index.ts'

type Params = { signature: string; expiry: string; path: string[] }
type Segment = { params: Promise<Params> }

// The signature alone opens the door, so a player on any other page may use it.
const crossOrigin = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'accept-ranges, content-length, content-range, etag',
  'cross-origin-resource-policy': 'cross-origin',
}

const file = { mediaType: '*/*' }
const shared = {
  access: 'public',
  budget: 'media',
  address: '/s/{signature}/{expiry}/{path}',
  params: signedPathSchema,
} as const

const get = delivering({
  ...shared,
  summary: 'Gives a signed file, or the range of it that is asked for.',
  answers: { 200: file, 206: file, 304: null, 416: null },
})
const head = delivering({
  ...shared,
  summary: 'Tells size, kind and validators of a signed file.',
  answers: { 200: null, 304: null, 416: null },
})
const options = plainRoute<Params>(
  {
    ...shared,
    summary: 'Tells browsers that players on other pages may read what is signed.',
    answers: { 204: null },
  },
  async () =>
    new Response(null, {
      status: 204,
      headers: {
        'access-control-allow-methods': 'GET, HEAD, OPTIONS',
        'access-control-allow-headers': 'range, if-range, if-none-match',
        'access-control-max-age': '86400',
      },
    }),
)

export const GET = open(get)
export const HEAD = open(head)
export const OPTIONS = open(options)

function delivering(spec: RouteSpec & { access: 'public' }) {
  return plainRoute<Params>(spec, async (request, { signature, expiry, path }) => {
    const object = readSignedPath({ signature, expiry, segments: path })
    const response = await serveObject(request, storage(), object)
    if (!response) throw pathNotServed(object.key)
    releaseWhenLeft(request, response)
    return response
  })
}

/** A player elsewhere reads the refusals as well. */
function open(answer: typeof get) {
  const opened = async (request: Request, segment: Segment): Promise<Response> => {
    const response = await answer(request, segment)
    for (const [name, value] of Object.entries(crossOrigin)) response.headers.set(name, value)
    return response
  }
  return Object.assign(opened, { spec: answer.spec })
}

/** A reader that left before its first byte is never piped to: its file would stay open. */
function releaseWhenLeft(request: Request, { body }: Response): void {
  const release = () => {
    if (body && !body.locked) void body.cancel().catch(() => undefined)
  }
  if (request.signal.aborted) release()
  else request.signal.addEventListener('abort', release, { once: true })
}
