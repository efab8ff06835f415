import { pathNotServed } from '../domains/playback/index.ts'
import { storage } from '../platform/storage/index.ts'
import type { RouteSpec } from './route-spec.ts'
import { plainRoute, type Route } from './route.ts'
import { serveObject, type ServedObject } from './serve-object.ts'

type RouteParams = Record<string, string | string[]>

// The address alone opens the door, so a player on any other page may use it.
const crossOrigin = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'accept-ranges, content-length, content-range, etag',
  'cross-origin-resource-policy': 'cross-origin',
}

const file = { mediaType: '*/*' }

/** Gives the handlers of an address that opens stored files; `findObject` throws where it opens none. */
export function mediaRoutes<Params extends RouteParams>(
  { address, params, what }: Pick<RouteSpec, 'address' | 'params'> & { what: string },
  findObject: (request: Request, params: Params) => Promise<ServedObject> | ServedObject,
): Record<'GET' | 'HEAD' | 'OPTIONS', Route<Params>> {
  const shared = { access: 'public', refuses: [403] as const, budget: 'media', address, params } as const
  const deliver = async (request: Request, given: Params): Promise<Response> => {
    const object = await findObject(request, given)
    const response = await serveObject(request, storage(), object)
    if (!response) throw pathNotServed(object.key)
    releaseWhenLeft(request, response)
    return response
  }
  const get = {
    ...shared,
    summary: `Gives ${what}, or the range of it that is asked for.`,
    answers: { 200: file, 206: file, 304: null, 416: null },
  }
  const head = {
    ...shared,
    summary: `Tells size, kind and validators of ${what}.`,
    answers: { 200: null, 304: null, 416: null },
  }
  const options = {
    ...shared,
    summary: `Tells browsers that players on other pages may read ${what}.`,
    answers: { 204: null },
  }
  return {
    GET: open(plainRoute(get, deliver)),
    HEAD: open(plainRoute(head, deliver)),
    OPTIONS: open(plainRoute(options, allow)),
  }
}

async function allow(): Promise<Response> {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, HEAD, OPTIONS',
      'access-control-allow-headers': 'range, if-range, if-none-match',
      'access-control-max-age': '86400',
    },
  })
}

/** A player elsewhere reads the refusals as well. */
function open<Params extends RouteParams>(answer: Route<Params>): Route<Params> {
  const opened = async (request: Request, segment: { params: Promise<Params> }): Promise<Response> => {
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
