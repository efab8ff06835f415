import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Crowd, CrowdSignedIn } from './support/crowd.ts'
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

/** Has everybody sign in at the same moment, by a thread of its own: what it does must not hold up the clock of pages. */
async function signInAll(thread: Worker, crowd: Crowd): Promise<number> {
  thread.postMessage(crowd)
  const [answer] = (await once(thread, 'message')) as [CrowdSignedIn]
  if ('failure' in answer) throw new Error(answer.failure)
  return answer.tookMs
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
    const crowd: Crowd = { url, emails, password }
    const thread = new Worker(new URL('support/crowd.ts', import.meta.url))
    context.onEnd(async () => void (await thread.terminate()))
    // A query that no page knows: a visitor's page is rendered for it, not sent as it was kept.
    const page = `${url}/?rendered=anew`
    // The first of each warms the server up.
    await signInAll(thread, crowd)
    for (let warm = 0; warm < 20; warm++) await timeRequest(page)
    const busy: number[] = []
    const idle: number[] = []
    const waves: number[] = []
    for (let round = 0; round < rounds; round++) {
      const wave = signInAll(thread, crowd)
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
