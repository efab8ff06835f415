import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { sessions } from '#db/postgres/schema/index.ts'
import { installPackages, missingPackages } from '#scripts/services/system-tools.ts'
import { defineBench, wholeNumber } from './support/define-bench.ts'
import { startFixedSession } from './support/product-copy.ts'
import { loadTool, requestsPerSecond } from './support/load.ts'
import { startInstance, type BenchInstance } from './support/production.ts'
import { median, percentile } from './support/statistics.ts'
import { timeRequest } from './support/time-request.ts'

const warmUps = 40

/** Opens sessions of one account and gives their cookies: enough of them that each request has to look its own up. */
async function openSessions(instance: BenchInstance, accountId: string, count: number): Promise<string[]> {
  const { database } = await import('#server/platform/postgres/postgres.ts')
  const now = new Date()
  const ids = Array.from({ length: count }, () => randomUUID())
  await database()
    .insert(sessions)
    .values(
      ids.map((id) => ({
        id,
        accountId,
        // The first profile of an account has the account's id.
        profileId: accountId,
        kind: 'browser' as const,
        methods: ['password'],
        userAgent: 'bench',
        address: '127.0.0.1',
        createdAt: now,
        lastUsedAt: now,
        expiresAt: new Date(now.getTime() + 24 * 60 * 60_000),
      })),
    )
  const secret = instance.env.AUTH_SECRET ?? ''
  return Promise.all(
    ids.map(async (sid) => {
      return `next-auth.session-token=${await encode({ token: { sid }, secret })}`
    }),
  )
}

/** A page rendered for a visitor instead of a member would make the comparison worthless. */
async function requireMember(url: string, name: string, cookie = ''): Promise<void> {
  const text = await (await fetch(url, { headers: { cookie } })).text()
  if (!text.includes(name)) throw new Error(`${url} was not rendered for ${name}.`)
}

/** Only a page that was kept tells its age. */
async function requireKept(url: string, expected: boolean): Promise<void> {
  const answers = [await fetch(url), await fetch(url)]
  for (const answer of answers) await answer.arrayBuffer()
  if (answers[1]?.headers.has('age') !== expected)
    throw new Error(`${url} was ${expected ? 'rendered anew' : 'kept'}.`)
}

type Kind = 'member' | 'fixed' | 'visitor' | 'rendered'

async function timeEach(
  cookies: readonly string[],
  addresses: Record<Kind, string>,
): Promise<Record<Kind, number[]>> {
  const taken: Record<Kind, number[]> = { member: [], fixed: [], visitor: [], rendered: [] }
  const kinds = Object.keys(taken) as Kind[]
  for (const [index, cookie] of cookies.entries()) {
    // Back and forth, so that none always follows the same other.
    for (const kind of index % 2 === 0 ? kinds : kinds.toReversed()) {
      // The build that looks nobody up gets the cookie all the same: without one it would send a visitor's page.
      const ms = await timeRequest(addresses[kind], kind === 'member' || kind === 'fixed' ? { cookie } : {})
      if (index >= warmUps) taken[kind].push(ms)
    }
  }
  return taken
}

export default defineBench({
  about:
    'a page for somebody signed in, against the same page for one account that is not looked up; and for a visitor',
  options: {
    requests: { default: '400', about: 'requests of each kind, one after the other' },
    page: { default: '/', about: 'address of the page, without a query' },
    seconds: { default: '5', about: 'how long visitors come all at once' },
  },
  async run(context) {
    const { measure, options } = context
    const requests = wholeNumber(options, 'requests')
    const seconds = wholeNumber(options, 'seconds')
    const page = options.page ?? '/'
    await installPackages(await missingPackages([loadTool]))
    const instance = await startInstance(context, { applications: ['web'] })
    const { listAccounts } = await import('#server/domains/identity/index.ts')
    const { systemContext } = await import('#server/platform/context/context.ts')
    const email = instance.env.E2E_VIEWER_EMAIL ?? ''
    const [account] = (await listAccounts(systemContext('bench'), { text: email })).accounts
    if (!account) throw new Error('The demo has no viewer.')
    const cookies = await openSessions(instance, account.id, requests + warmUps)
    const fixed = await startFixedSession(context, instance, account.id)
    const addresses = {
      member: `${instance.url}${page}`,
      fixed: `${fixed}${page}`,
      visitor: `${instance.url}${page}`,
      // A query that no page knows: rendered for whoever asks, and the same to look at.
      rendered: `${instance.url}${page}?rendered=anew`,
    }
    await requireMember(addresses.member, account.displayName, cookies[0])
    await requireMember(addresses.fixed, account.displayName, cookies[0])
    await requireKept(addresses.visitor, true)
    await requireKept(addresses.rendered, false)
    const taken = await timeEach(cookies, addresses)
    const more = { page, requests }
    measure({
      name: 'session/median',
      value: median(taken.member),
      unit: 'ms',
      floor: median(taken.fixed),
      goal: { atMost: 1.3 },
      more,
    })
    measure({
      name: 'session/p95',
      value: percentile(taken.member, 0.95),
      unit: 'ms',
      floor: percentile(taken.fixed, 0.95),
      more,
    })
    measure({
      name: 'session/visitor',
      value: median(taken.visitor),
      unit: 'ms',
      floor: median(taken.rendered),
      more,
    })
    const rates = { visitor: [] as number[], rendered: [] as number[] }
    for (const kind of ['rendered', 'visitor', 'visitor', 'rendered'] as const)
      rates[kind].push(await requestsPerSecond(addresses[kind], seconds, { 'accept-encoding': 'gzip' }))
    measure({
      name: 'session/visitors-at-once',
      value: median(rates.visitor),
      unit: 'requests/s',
      floor: median(rates.rendered),
      more: {
        page,
        samples: rates.visitor,
        floorSamples: rates.rendered,
        load: 'wrk, 1 thread, 16 connections',
      },
    })
  },
})
