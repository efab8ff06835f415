import { setTimeout as pause } from 'node:timers/promises'
import { defineBench, wholeNumber } from './support/define-bench.ts'
import { startInstance } from './support/production.ts'
import { median, percentile } from './support/statistics.ts'
import { timeRequest } from './support/time-request.ts'

const password = 'mật khẩu của cuộc đo'
const pagesEveryMs = 100

/** Asks for the page at a steady pace, however long each takes, until the work is done; gives each answer's duration. */
async function timePagesDuring(page: string, work: Promise<unknown>): Promise<number[]> {
  const asked: Promise<number>[] = []
  let isDone = false
  const done = work.finally(() => {
    isDone = true
  })
  while (!isDone) {
    asked.push(timeRequest(page))
    await Promise.race([pause(pagesEveryMs), done])
  }
  await done
  return Promise.all(asked)
}

/** Signs everybody in at the same moment, each from an address of their own, as a gateway would tell. */
async function signInAll(url: string, emails: readonly string[]): Promise<number> {
  const startedAt = performance.now()
  await Promise.all(
    emails.map(async (email, index) => {
      const answer = await fetch(`${url}/api/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': `198.51.100.${index + 1}` },
        body: JSON.stringify({ email, password }),
      })
      await answer.arrayBuffer()
      if (answer.status !== 200) throw new Error(`${email} could not sign in: ${answer.status}.`)
    }),
  )
  return performance.now() - startedAt
}

export default defineBench({
  about: 'how long pages take while many people sign in at once, against how long they take in peace',
  options: {
    'at-once': { default: '50', about: 'people who sign in at the same moment' },
    rounds: { default: '8', about: 'waves of sign-ins, each followed by as much peace' },
  },
  async run(context) {
    const atOnce = wholeNumber(context.options, 'at-once')
    const rounds = wholeNumber(context.options, 'rounds')
    const { url } = await startInstance(context, { applications: ['web'] })
    const { createAccount } = await import('#server/domains/identity/index.ts')
    const { systemContext } = await import('#server/platform/context/context.ts')
    const emails = Array.from({ length: atOnce }, (_, index) => `nguoi-${index}@bench.example`)
    const system = systemContext('bench')
    for (const email of emails) await createAccount(system, { email, password, role: 'viewer' })
    // A query that no page knows: a visitor's page is rendered for it, not sent as it was kept.
    const page = `${url}/?rendered=anew`
    // The first of each warms the server up.
    await signInAll(url, emails)
    for (let warm = 0; warm < 20; warm++) await timeRequest(page)
    const busy: number[] = []
    const idle: number[] = []
    const waves: number[] = []
    for (let round = 0; round < rounds; round++) {
      const wave = signInAll(url, emails)
      busy.push(...(await timePagesDuring(page, wave)))
      waves.push(await wave)
      idle.push(...(await timePagesDuring(page, pause(waves.at(-1)))))
    }
    context.measure({
      name: 'sign-in/page-p95',
      value: percentile(busy, 0.95),
      unit: 'ms',
      floor: percentile(idle, 0.95),
      goal: { atMost: 2 },
      more: {
        atOnce,
        pages: busy.length,
        median: Math.round(median(busy)),
        floorMedian: Math.round(median(idle)),
      },
    })
    context.measure({
      name: 'sign-in/wave',
      value: median(waves),
      unit: 'ms',
      floor: null,
      more: { atOnce, samples: waves.map(Math.round) },
    })
  },
})
