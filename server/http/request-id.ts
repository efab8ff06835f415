import { randomUUID } from 'node:crypto'

/** What proxies send: UUIDs, ULIDs, trace ids. Whatever else is sent would end in logs, audit and events as it came. */
const acceptable = /^[\w.:-]{8,128}$/

/** Gives the id that a proxy gave the request, or a new one where it gave none that can be kept. */
export function requestIdOf(headers: Pick<Headers, 'get'>): string {
  const given = headers.get('x-request-id')
  return given !== null && acceptable.test(given) ? given : randomUUID()
}
