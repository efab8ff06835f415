import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { providerRefused, providerUnavailable } from '../errors.ts'

export type AskOptions = {
  apiUrl: string
  apiToken: string
  timeoutMs: number
}

/** Milliseconds of a clock that only goes forwards, and how to wait on it. */
export type Stopwatch = { now: () => number; sleep: (ms: number) => Promise<unknown> }
const realTime: Stopwatch = { now: () => performance.now(), sleep: pause }

/** A good half of a second between two requests: SePay takes at most two in a second. */
const pauseMs = 550
/** Who has to wait for longer is told so instead, and the next to ask as well, until that time has come. */
const mostWaitMs = 60_000
const mostTries = 5

const pageSchema = z.object({
  data: z.array(z.unknown()),
  meta: z.object({ pagination: z.object({ has_more: z.boolean() }) }),
})
export type SepayPage = { rows: unknown[]; hasMore: boolean }

/**
 * Gives a way to read pages of SePay's API v2, never more than two a second. A 429 is waited out as its Retry-After
 * says. What is not answered in time, or badly, is `payment.provider-unavailable`; a wrong token is
 * `payment.provider-refused`.
 */
export function createAsker(
  options: AskOptions,
  { now, sleep }: Stopwatch = realTime,
): (path: string, query: Record<string, string>) => Promise<SepayPage> {
  let nextAt = 0
  let lastInLine: Promise<unknown> = Promise.resolve()

  /** One after the other: each waits from when the one before it was really sent. */
  function takeTurn(): Promise<void> {
    const mine = lastInLine.then(async () => {
      const waitMs = nextAt - now()
      if (waitMs > mostWaitMs)
        throw providerUnavailable('sepay', `It wants no request for ${Math.ceil(waitMs / 1000)} s.`)
      if (waitMs > 0) await sleep(waitMs)
      nextAt = now() + pauseMs
    })
    lastInLine = mine.catch(() => {})
    return mine
  }

  return async (path, query) => {
    for (let tries = 1; ; tries += 1) {
      await takeTurn()
      const answer = await ask(options, path, query)
      if (answer.status !== 429) return readPage(answer)
      nextAt = Math.max(nextAt, now() + retryAfterMs(answer.retryAfter))
      if (tries === mostTries) throw providerUnavailable('sepay', `It answered 429 ${tries} times in a row.`)
    }
  }
}

type Answer = { status: number; retryAfter: string | null; text: string }

async function ask(
  { apiUrl, apiToken, timeoutMs }: AskOptions,
  path: string,
  query: Record<string, string>,
): Promise<Answer> {
  const url = `${apiUrl.replace(/\/+$/, '')}/${path}?${new URLSearchParams(query).toString()}`
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${apiToken}`, accept: 'application/json' },
      // A token follows no redirection to somewhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const text = await response.text()
    return { status: response.status, retryAfter: response.headers.get('retry-after'), text }
  } catch (cause) {
    throw providerUnavailable('sepay', `No answer to ${path}.`, cause)
  }
}

function readPage({ status, text }: Answer): SepayPage {
  if (status >= 500) throw providerUnavailable('sepay', `It answers ${status}.`)
  if (status !== 200) throw providerRefused('sepay', `It answers ${status}: ${text.slice(0, 200)}`)
  const page = pageSchema.safeParse(parseJson(text))
  if (!page.success) throw providerUnavailable('sepay', 'Its answer is no page of the API v2.', page.error)
  return { rows: page.data.data, hasMore: page.data.meta.pagination.has_more }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Seconds or a date (RFC 9110); a second where it does not say. */
function retryAfterMs(header: string | null): number {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  const until = Date.parse(text)
  return Number.isNaN(until) ? 1000 : Math.max(0, until - Date.now())
}
