import { afterEach, expect, test, vi } from 'vitest'
import { createAsker } from './ask-sepay.ts'

type Said = { status: number; retryAfter?: string; body?: unknown }

const page = { data: [1], meta: { pagination: { has_more: false } } }
const good: Said = { status: 200, body: page }

/** An asker on a clock of its own, and when its requests went out. */
function askerOf(answers: Said[]): {
  ask: () => Promise<unknown>
  sentAt: number[]
  pass: (ms: number) => void
} {
  let time = 1_000_000
  const sentAt: number[] = []
  vi.stubGlobal('fetch', () => {
    sentAt.push(time)
    const { status, retryAfter, body } = answers.shift() ?? good
    return Promise.resolve(
      new Response(JSON.stringify(body ?? {}), {
        status,
        headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
      }),
    )
  })
  const pass = (ms: number): void => {
    time += ms
  }
  const stopwatch = {
    now: () => time,
    sleep: (ms: number) => {
      pass(ms)
      return Promise.resolve()
    },
  }
  const ask = createAsker({ apiUrl: 'https://sepay.example/v2/', apiToken: 't', timeoutMs: 1000 }, stopwatch)
  return { ask: () => ask('transactions', {}), sentAt, pass }
}

afterEach(() => vi.unstubAllGlobals())

test('never asks more than twice in a second, however many ask at once', async () => {
  const { ask, sentAt } = askerOf([])
  await Promise.all(Array.from({ length: 20 }, ask))
  expect(sentAt).toHaveLength(20)
  for (const [index, at] of sentAt.entries())
    expect((sentAt[index + 2] ?? Number.POSITIVE_INFINITY) - at).toBeGreaterThan(1000)
})

test('waits out a 429 by the seconds it gives', async () => {
  const { ask, sentAt } = askerOf([{ status: 429, retryAfter: '7' }, { status: 429 }, good])
  expect(await ask()).toEqual({ rows: [1], hasMore: false })
  expect(sentAt.map((at) => at - (sentAt[0] ?? 0))).toEqual([0, 7000, 8000])
})

test('lets nobody ask before an hour is over, and says so', async () => {
  const { ask, sentAt, pass } = askerOf([{ status: 429, retryAfter: '3600' }, good])
  const unavailable = { code: 'payment.provider-unavailable', retryable: true }
  await expect(ask()).rejects.toMatchObject(unavailable)
  await expect(ask()).rejects.toMatchObject(unavailable)
  expect(sentAt).toHaveLength(1)
  pass(3_600_000)
  await ask()
  expect(sentAt).toHaveLength(2)
})

test('gives up after five times 429', async () => {
  const { ask, sentAt } = askerOf(Array.from({ length: 9 }, () => ({ status: 429, retryAfter: '1' })))
  await expect(ask()).rejects.toMatchObject({ kind: 'unavailable' })
  expect(sentAt).toHaveLength(5)
})

test('tells what can be tried again from what a person has to mend', async () => {
  for (const said of [{ status: 500 }, { status: 503 }, { status: 200, body: 'a page about works' }])
    await expect(askerOf([said]).ask()).rejects.toMatchObject({ kind: 'unavailable', retryable: true })
  for (const status of [401, 403, 404, 422])
    await expect(askerOf([{ status }]).ask()).rejects.toMatchObject({
      code: 'payment.provider-refused',
      retryable: false,
    })
})
