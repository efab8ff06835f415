import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { lastInvalidation } from '../platform/cache/invalidate-tags.ts'
import { BriefMemory } from '../platform/concurrency/brief-memory.ts'
import { env } from '../platform/env/env.ts'
import { log } from '../platform/log/log.ts'
import { isVisit } from './is-visit.ts'
import { rawRequest, setRawEncoding } from './raw-request.ts'
import { renderVisitorPage, type VisitorPage } from './render-visitor-page.ts'

const kept = new BriefMemory<VisitorPage | null>({ keptMs: 5 * 60_000, most: 500 })

/**
 * Gives a visitor's page as it was rendered before, or renders it once for all who ask meanwhile; null where the request
 * is no visit to such a page, and Next is to answer. The page is rendered from its address alone: none of the visitor's
 * headers has any part in what others get. Any change of the catalogue voids all pages at once.
 */
export async function findVisitorPage(): Promise<Response | null> {
  const request = rawRequest()
  // A developer wants the page as the code stands now.
  if (!request || env().NODE_ENV === 'development' || !isVisit(request)) return null
  const address = request.url ?? ''
  try {
    const { page, isKept } = await recallPage(address, request)
    if (!page) return null
    const response = await answerWith(page, request.headers['accept-encoding'])
    if (isKept) response.headers.set('age', String(Math.floor((Date.now() - page.madeAt) / 1000)))
    return response
  } catch (error) {
    log().warn({ err: error, address }, 'a visitor’s page could not be kept and is left to Next')
    return null
  }
}

/** A change of the catalogue changes every key: what was kept before is never found again, and the first to go. */
async function recallPage(
  address: string,
  request: IncomingMessage,
): Promise<{ page: VisitorPage | null; isKept: boolean }> {
  const key = `${await lastInvalidation()} ${address}`
  let isKept = true
  const page = await kept.recall(key, async () => {
    isKept = false
    return renderVisitorPage(address, request)
  })
  // A page that is not whole goes to those who wait for it, as Next would have sent it, and to nobody after them.
  if (!page?.isWhole && !isKept) kept.forget(key)
  return { page, isKept }
}

async function answerWith(page: VisitorPage, encodings: string | string[] | undefined): Promise<Response> {
  const headers = new Headers(page.headers)
  if (!/\bgzip\b(?!;q=0)/.test(String(encodings)))
    return new Response(new Uint8Array(await promisify(gunzip)(page.gzipped)), { headers })
  setRawEncoding('gzip')
  return new Response(new Uint8Array(page.gzipped), { headers })
}
