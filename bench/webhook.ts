import http from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { defineBench, wholeNumber, type BenchContext } from './support/define-bench.ts'
import { signTransfer, startPayments, transferBody, type WaitingPayment } from './support/payments.ts'
import { provideViewers } from './support/people.ts'
import { startCopy } from './support/product-copy.ts'
import { startInstance, type BenchInstance } from './support/production.ts'
import { median, percentile } from './support/statistics.ts'

const mostP95Ms = 150
/** How long the worker may take for what was kept. */
const workWithinMs = 10 * 60_000

type Wave = { tookMs: number; delays: number[] }

/** Sends one call and gives how long its answer took, in milliseconds; throws where it is not 200. */
function send(
  agent: http.Agent,
  url: string,
  body: string,
  headers: Record<string, string>,
): Promise<number> {
  const from = performance.now()
  const length = { 'content-length': String(Buffer.byteLength(body)) }
  return new Promise((resolve, reject) => {
    const options = { agent, method: 'POST', headers: { ...headers, ...length } }
    const request = http.request(url, options, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (text += part))
      response.on('end', () =>
        response.statusCode === 200
          ? resolve(performance.now() - from)
          : reject(new Error(`${url} answered ${response.statusCode}: ${text}`)),
      )
    })
    request.on('error', reject)
    request.end(body)
  })
}

/**
 * Opens so many connections at once, which stay open: Node takes in one new connection each time around its loop, so
 * that the last of fifty callers who come together would else be measured by how long the others keep it busy.
 */
async function openConnections(agent: http.Agent, url: URL, count: number): Promise<void> {
  const open = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const request = http.get(url, { agent }, (response) => response.resume().on('end', resolve))
      request.on('error', reject)
    })
  await Promise.all(Array.from({ length: count }, open))
}

/** Sends all, so many under way at any moment, each signed as it goes. */
async function sendWave(
  instance: BenchInstance,
  url: string,
  { bodies, inFlight }: { bodies: readonly string[]; inFlight: number },
): Promise<Wave> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: inFlight })
  const signed = await Promise.all(
    bodies.map(async (body) => ({ body, headers: await signTransfer(instance, body) })),
  )
  await openConnections(agent, new URL('/api/health', url), inFlight)
  const waiting = signed.values()
  const delays: number[] = []
  const from = performance.now()
  const sendSome = async (): Promise<void> => {
    for (const { body, headers } of waiting) delays.push(await send(agent, url, body, headers))
  }
  await Promise.all(Array.from({ length: inFlight }, sendSome))
  agent.destroy()
  return { tookMs: performance.now() - from, delays }
}

/** Every payment once, and so many of them a second time, somewhere among the others. */
function mix(bodies: readonly string[], duplicates: number): string[] {
  const all = [...bodies, ...bodies.slice(0, duplicates)]
  // The same order in each run: a step through all places that has no divisor in common with their number.
  const step = 7919 % all.length || 1
  return all.map((_, index) => all[(index * step) % all.length] ?? '')
}

/** What these payments have brought about: of each kind once for each of them, if all is right. */
async function countEffects(payments: readonly WaitingPayment[]): Promise<Record<string, number>> {
  const { connection } = await import('#server/platform/postgres/postgres.ts')
  const { sql } = connection()
  const ids = payments.map(({ id }) => id)
  const accounts = payments.map(({ accountId }) => accountId)
  const [row] = await sql<Record<string, number>[]>`
    with settled as (select id, received_minor, amount_minor from payments where id in ${sql(ids)} and state = 'settled')
    select (select count(*)::int from settled) as settled,
      (select count(*)::int from settled where received_minor <> amount_minor) as wrong,
      (select count(*)::int from bank_transfers where payment_id in ${sql(ids)}) as transfers,
      (select count(*)::int from ledger_entries where account_id in ${sql(accounts)}) as entries,
      (select count(*)::int from entitlements where account_id in ${sql(accounts)}) as rights,
      (select count(*)::int from subscriptions where account_id in ${sql(accounts)}) as subscriptions`
  return row ?? {}
}

async function waitForEffects(
  payments: readonly WaitingPayment[],
): Promise<{ effects: Record<string, number>; tookS: number }> {
  const from = performance.now()
  for (;;) {
    const effects = await countEffects(payments)
    const tookMs = performance.now() - from
    const isDone = ['settled', 'rights'].every((name) => (effects[name] ?? 0) >= payments.length)
    if (isDone || tookMs > workWithinMs) return { effects, tookS: Math.round(tookMs / 100) / 10 }
    await pause(250)
  }
}

async function requireBalance(): Promise<void> {
  const { verifyLedger } = await import('#server/domains/billing/index.ts')
  const { systemContext } = await import('#server/platform/context/context.ts')
  const { balanced } = await verifyLedger(systemContext('bench'))
  if (!balanced) throw new Error('The book does not balance.')
}

type Options = { calls: number; duplicates: number; inFlight: number }

/** Payments that wait, and the calls that tell of their transfers. */
async function prepare(
  { report }: BenchContext,
  instance: BenchInstance,
  { calls, duplicates }: Options,
): Promise<{ payments: WaitingPayment[]; bodies: string[] }> {
  return report.step(`${calls - duplicates} payments that wait`, async () => {
    const people = await provideViewers(instance, calls - duplicates)
    const payments = await startPayments(people.map(({ accountId }) => accountId))
    return {
      payments,
      bodies: mix(
        payments.map((payment) => transferBody(instance, payment)),
        duplicates,
      ),
    }
  })
}

export default defineBench({
  about: 'signed webhooks of a bank, some twice: delays, effects, and the rate against a bare route',
  options: {
    calls: { default: '1000', about: 'webhooks in a round' },
    duplicates: { default: '200', about: 'how many of them tell what another told' },
    'in-flight': { default: '50', about: 'how many are under way at once' },
    rounds: { default: '3', about: 'rounds, each with payments of its own, in turns with the bare route' },
  },
  async run(context) {
    const { options, measure } = context
    const wanted = {
      calls: wholeNumber(options, 'calls'),
      duplicates: wholeNumber(options, 'duplicates', 0),
      inFlight: wholeNumber(options, 'in-flight'),
    }
    const { inFlight } = wanted
    const rounds = wholeNumber(options, 'rounds')
    const instance = await startInstance(context, { applications: ['web', 'worker'] })
    const bare = await startCopy(context, instance, {
      name: 'bare-route',
      replaced: { 'app/api/bare/route.ts': 'bench/support/bare-route.ts' },
    })
    const ours = `${instance.url}/api/webhooks/sepay`
    const warm = await prepare(context, instance, { ...wanted, calls: 150, duplicates: 0 })
    // As often as a round has calls: both have compiled by then what they do for each.
    const often = { bodies: Array.from({ length: 7 }, () => warm.bodies).flat(), inFlight }
    await sendWave(instance, ours, often)
    await sendWave(instance, `${bare}/api/bare`, often)
    await waitForEffects(warm.payments)
    const delays: number[] = []
    const rates: number[] = []
    const bareDelays: number[] = []
    const bareRates: number[] = []
    const all: Record<string, number>[] = []
    const workS: number[] = []
    for (let round = 0; round < rounds; round++) {
      const { payments, bodies } = await prepare(context, instance, wanted)
      const wave = await sendWave(instance, ours, { bodies, inFlight })
      const { effects, tookS } = await waitForEffects(payments)
      const floor = await sendWave(instance, `${bare}/api/bare`, { bodies, inFlight })
      delays.push(...wave.delays)
      bareDelays.push(...floor.delays)
      rates.push((bodies.length / wave.tookMs) * 1000)
      bareRates.push((bodies.length / floor.tookMs) * 1000)
      all.push(effects)
      workS.push(tookS)
    }
    await requireBalance()
    const p95 = percentile(delays, 0.95)
    measure({
      name: 'webhook/p95',
      value: p95,
      unit: 'ms',
      floor: percentile(bareDelays, 0.95),
      more: { goal: `at most ${mostP95Ms} ms`, met: p95 <= mostP95Ms, median: Math.round(median(delays)) },
    })
    measure({
      name: 'webhook/per-second',
      value: median(rates),
      unit: 'webhooks/s',
      floor: median(bareRates),
      goal: { atLeast: 0.5 },
      more: { samples: rates.map(Math.round), floorSamples: bareRates.map(Math.round) },
    })
    const each = wanted.calls - wanted.duplicates
    const isExact = all.every(
      ({ wrong, ...counts }) => wrong === 0 && Object.values(counts).every((n) => n === each),
    )
    measure({
      name: 'webhook/effects',
      value: all.reduce((sum, { settled = 0 }) => sum + settled, 0) / rounds,
      unit: 'payments settled a round',
      floor: each,
      more: { goal: `exactly ${each} of each`, met: isExact, effects: all, workedOffAfterS: workS },
    })
  },
})
