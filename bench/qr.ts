import { setTimeout as pause } from 'node:timers/promises'
import { chromium, type Browser, type Page } from 'playwright'
import { io, type Socket } from 'socket.io-client'
import { findOnPath } from '#scripts/services/run-command.ts'
import { defineBench, wholeNumber, type BenchContext } from './support/define-bench.ts'
import { signTransfer, startPayments, transferBody, type WaitingPayment } from './support/payments.ts'
import { provideViewers, type Person } from './support/people.ts'
import { startInstance, type BenchInstance } from './support/production.ts'
import { median, percentile } from './support/statistics.ts'

const mostP95Ms = 1000
/** A page left alone for this long has joined its room and fetched what it fetches ahead. */
const settleMs = 1500
const openedAtOnce = 25
const warmUps = 2
/** The code to scan, which is there as long as the page waits. */
const code = 'main svg[role="img"][shape-rendering="crispEdges"]'

/** Runs in the page: notes the moment, in epoch milliseconds, at which the code to scan gives way to something else. */
function noteTurn(selector: string): void {
  const marks: { turned?: number } = {}
  Object.assign(globalThis, { marks })
  const observer = new MutationObserver(() => {
    if (document.querySelector(selector) || !document.querySelector('main h1')) return
    observer.disconnect()
    // What has changed is seen with the next frame.
    requestAnimationFrame(() => (marks.turned = performance.timeOrigin + performance.now()))
  })
  observer.observe(document.body, { childList: true, subtree: true })
}

/** Opens the socket that the pages of an account would, in its room. */
async function openSocket(instance: BenchInstance, { accountId, cookie }: Person): Promise<Socket> {
  const answer = await fetch(`${instance.url}/api/realtime/ticket`, {
    headers: { cookie: `${cookie.name}=${cookie.value}`, 'x-forwarded-for': addressOf(accountId) },
  })
  const { url, ticket } = (await answer.json()) as { url: string; ticket: string }
  const socket = io(url, {
    path: '/realtime',
    transports: ['websocket'],
    auth: { ticket },
    forceNew: true,
    reconnection: false,
  })
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', resolve)
    socket.on('connect_error', reject)
  })
  const joined = (await socket.emitWithAck('join', `account:${accountId}`)) as { joined: boolean }
  if (!joined.joined) throw new Error(`A socket could not join its room.`)
  return socket
}

/** Everybody waits at home, each behind an address of their own. */
function addressOf(accountId: string): string {
  const digits = Number.parseInt(accountId.slice(0, 6), 16)
  return `10.${digits & 255}.${(digits >> 8) & 255}.${(digits >> 16) & 255}`
}

async function openSockets(instance: BenchInstance, people: readonly Person[]): Promise<Socket[]> {
  const sockets: Socket[] = []
  for (let from = 0; from < people.length; from += openedAtOnce) {
    const some = people.slice(from, from + openedAtOnce)
    sockets.push(...(await Promise.all(some.map((person) => openSocket(instance, person)))))
  }
  return sockets
}

async function launch(context: BenchContext): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: findOnPath('chromium') ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--mute-audio'],
  })
  context.onEnd(() => browser.close())
  return browser
}

/** Somebody who looks at the code of their payment, and whose page waits. */
async function openCheckout(
  browser: Browser,
  instance: BenchInstance,
  { cookie, payment }: { cookie: Person['cookie']; payment: WaitingPayment },
): Promise<Page> {
  const context = await browser.newContext({ locale: 'vi-VN' })
  await context.addCookies([{ ...cookie, url: instance.url }])
  const page = await context.newPage()
  await page.goto(`${instance.url}/checkout/${payment.id}`)
  await page.locator(code).waitFor({ timeout: 60_000 })
  await pause(settleMs)
  await page.evaluate(noteTurn, code)
  return page
}

type Turn = { answered: number; heard: number; turned: number }

/** The bank calls; gives the milliseconds until it was answered, a bare socket had heard, and the page had turned. */
async function payAndWait(
  instance: BenchInstance,
  { page, socket, payment }: { page: Page; socket: Socket; payment: WaitingPayment },
): Promise<Turn> {
  let heardAt = 0
  socket.on('live', (message: { name?: string; payload?: { paymentId?: string } }) => {
    if (message.payload?.paymentId === payment.id) heardAt ||= Date.now()
  })
  const body = transferBody(instance, payment)
  const headers = await signTransfer(instance, body)
  const sentAt = Date.now()
  const answer = await fetch(`${instance.url}/api/webhooks/sepay`, { method: 'POST', body, headers })
  await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`The webhook was answered ${answer.status}.`)
  const answeredAt = Date.now()
  const marks = await page.waitForFunction(
    () => (globalThis as unknown as { marks: { turned?: number } }).marks.turned ?? null,
    undefined,
    { timeout: 60_000 },
  )
  const turnedAt = (await marks.jsonValue()) ?? Number.NaN
  return { answered: answeredAt - sentAt, heard: heardAt - sentAt, turned: turnedAt - sentAt }
}

export default defineBench({
  about: 'a bank’s webhook until the page with the code has turned in Chromium, while others wait by socket',
  options: {
    sockets: { default: '500', about: 'accounts that wait, each with a socket in its room' },
    runs: { default: '20', about: 'payments, each by somebody else, with a page opened anew' },
  },
  async run(context) {
    const { options, measure, report } = context
    const count = wholeNumber(options, 'sockets')
    const runs = wholeNumber(options, 'runs') + warmUps
    const instance = await startInstance(context)
    const waiting = await provideViewers(instance, count)
    const payers = await provideViewers(instance, runs)
    const payments = await report.step(`${count + runs} payments that wait`, () =>
      startPayments([...payers, ...waiting].map(({ accountId }) => accountId)),
    )
    const sockets = await report.step(`${count} sockets`, () => openSockets(instance, waiting))
    context.onEnd(async () => {
      for (const socket of sockets) socket.disconnect()
    })
    const browser = await launch(context)
    const turns: Turn[] = []
    for (const [run, payer] of payers.entries()) {
      const payment = payments[run]
      if (!payment) throw new Error('A payer has a payment.')
      const socket = await openSocket(instance, payer)
      const page = await openCheckout(browser, instance, { cookie: payer.cookie, payment })
      const turn = await payAndWait(instance, { page, socket, payment })
      if (run >= warmUps) turns.push(turn)
      socket.disconnect()
      await page.context().close()
    }
    const gone = sockets.filter((socket) => !socket.connected).length
    if (gone > 0) throw new Error(`${gone} sockets were lost on the way.`)
    const of = (name: keyof Turn): number[] => turns.map((turn) => turn[name])
    const p95 = percentile(of('turned'), 0.95)
    measure({
      name: 'qr/turned-p95',
      value: p95,
      unit: 'ms',
      floor: percentile(of('heard'), 0.95),
      more: {
        goal: `at most ${mostP95Ms} ms`,
        met: p95 <= mostP95Ms,
        medians: {
          answered: median(of('answered')),
          heard: median(of('heard')),
          turned: Math.round(median(of('turned'))),
        },
        samples: of('turned').map(Math.round),
        sockets: count,
        browser: `Chromium ${browser.version()}`,
      },
    })
  },
})
