import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { jobRuns, outbox } from '#db/postgres/schema/index.ts'
import {
  cancelSubscription,
  confirmRefund,
  listSubscriptions,
  processEvent,
  refundPayment,
  sendBillingMailJob,
  sweepSubscriptions,
} from '#server/domains/billing/index.ts'
import { openHouse } from '#server/domains/billing/testing/house.ts'
import { offerPlan, offerTitle } from '#server/domains/billing/testing/offers.repository.ts'
import { openEvents } from '#server/domains/billing/testing/outbox.repository.ts'
import { getAccount } from '#server/domains/identity/index.ts'
import { eventLog } from '#server/platform/events/event-log.ts'
import { listDevInbox } from '#server/platform/mail/index.ts'
import type { ProviderEvent } from '#server/platform/payments/port.ts'
import { closePostgres, database } from '#server/platform/postgres/postgres.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { relayOutbox } from '../lib/outbox-relay.ts'
import { jobContext } from '../lib/testing/job-context.ts'
import { subscriptions } from '../subscriptions.ts'
import { sendBillingMail } from './send-billing-mail.ts'

const house = openHouse()
const { system, as } = house
const dayMs = 24 * 60 * 60 * 1000

afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis()])
})

async function addressOf(accountId: string): Promise<string> {
  return (await getAccount(system(), { id: accountId })).email
}

/** Everything is delivered and done twice; gives the subjects of the mails that somebody has then, in their order. */
async function subjectsOf(accountId: string): Promise<string[]> {
  await relayOutbox(eventLog(), subscriptions)
  await relayOutbox(eventLog(), subscriptions)
  const runs = await database().select().from(jobRuns).where(eq(jobRuns.name, sendBillingMailJob.name))
  for (const run of [...runs, ...runs])
    await sendBillingMail({ ...jobContext, runId: run.id }, sendBillingMailJob.schema.parse(run.payload))
  await database().delete(jobRuns)
  const to = await addressOf(accountId)
  const mails = ((await listDevInbox()) ?? []).filter((mail) => mail.to === to)
  return mails.toReversed().map(({ subject }) => subject.replaceAll('\u00a0', ' '))
}

async function transfer(content: string, amountVnd: number): Promise<void> {
  await house.hook(house.bank.receive({ content, amountVnd }))
  for (const id of await openEvents()) await processEvent(system(), { id })
}

test('one mail for each thing that happens to money, however often it is told', async () => {
  await database().delete(outbox)
  const accountId = await house.makeAccount()
  const payment = await house.start(accountId, (await offerPlan()).priceId)
  await transfer(`${payment.code}`, 40_000)
  const missing = 'Còn thiếu 50.000 ₫ cho Gói Gói Đủ, 1 tháng'
  expect(await subjectsOf(accountId)).toEqual([missing])
  await transfer(`${payment.code}`, 60_000)
  const receipt = 'Biên lai: Gói Gói Đủ, 1 tháng'
  const surplus = 'Bạn có 10.000 ₫ trong số dư'
  expect(await subjectsOf(accountId)).toEqual([missing, receipt, surplus])

  const { id: refundId } = await refundPayment(as(accountId, 'finance'), {
    paymentId: payment.id,
    reason: 'nhầm',
    requestKey: 'refund-of-mails',
  })
  await confirmRefund(as(accountId, 'finance'), { refundId })
  // The plan ends with it: one mail tells both.
  expect((await subjectsOf(accountId)).slice(3)).toEqual(['Đã hoàn 90.000 ₫ cho Gói Gói Đủ, 1 tháng'])
})

test('who pays by transfer is asked once, then told that it is over; who cancels is told until when', async () => {
  const [asked, left] = [await house.makeAccount(), await house.makeAccount()]
  for (const accountId of [asked, left])
    await transfer(`${(await house.start(accountId, (await offerPlan()).priceId)).code}`, 90_000)
  const [mine] = (await listSubscriptions(as(left))).subscriptions
  await cancelSubscription(as(left), { subscriptionId: mine?.id ?? '' })
  const end = Date.parse(mine?.periodEndsAt ?? '')
  await sweepSubscriptions(system(new Date(end - 6 * dayMs)))
  await sweepSubscriptions(system(new Date(end - 5 * dayMs)))
  const day = new Intl.DateTimeFormat('vi', { dateStyle: 'long', timeZone: 'Asia/Ho_Chi_Minh' }).format(end)
  expect((await subjectsOf(asked)).slice(1)).toEqual([`Gói Gói Đủ còn đến ${day}`])
  expect((await subjectsOf(left)).slice(1)).toEqual(['Đã hủy gói Gói Đủ'])
  await sweepSubscriptions(system(new Date(end + 3_600_000)))
  expect((await subjectsOf(asked)).slice(2)).toEqual(['Gói Gói Đủ đã hết kỳ'])
  expect((await subjectsOf(left)).slice(2)).toEqual(['Gói Gói Đủ đã kết thúc'])
  await sweepSubscriptions(system(new Date(end + 4 * dayMs)))
  expect((await subjectsOf(asked)).slice(3)).toEqual(['Gói Gói Đủ đã kết thúc'])
})

test('who is on trial is told once of the first charge, unless they have cancelled', async () => {
  const [stays, leaves] = [await house.makeAccount(), await house.makeAccount()]
  for (const accountId of [stays, leaves]) {
    const { priceId } = await offerPlan({ trialDays: 14 })
    const { id } = await house.start(accountId, priceId, 'stripe')
    await house.hook(house.cards.pay(id))
    for (const eventId of await openEvents()) await processEvent(system(), { id: eventId })
  }
  const [mine] = (await listSubscriptions(as(stays))).subscriptions
  const [theirs] = (await listSubscriptions(as(leaves))).subscriptions
  const end = Date.parse(mine?.periodEndsAt ?? '')
  const before = (await subjectsOf(stays)).length
  await sweepSubscriptions(system(new Date(end - 3.1 * dayMs)))
  expect((await subjectsOf(stays)).slice(before)).toEqual([])
  await sweepSubscriptions(system(new Date(end - 3 * dayMs)))
  await sweepSubscriptions(system(new Date(end - 2 * dayMs)))
  // Between the event and its mail.
  await cancelSubscription(as(leaves), { subscriptionId: theirs?.id ?? '' })
  const day = new Intl.DateTimeFormat('vi', { dateStyle: 'long', timeZone: 'Asia/Ho_Chi_Minh' }).format(end)
  expect((await subjectsOf(stays)).slice(before)).toEqual([`Dùng thử gói Gói Đủ còn đến ${day}`])
  expect((await subjectsOf(leaves)).slice(-1)).toEqual(['Đã hủy gói Gói Đủ'])
  await sweepSubscriptions(system(new Date(end - dayMs)))
  expect((await subjectsOf(stays)).slice(before)).toHaveLength(1)
  expect((await subjectsOf(leaves)).join()).not.toContain('Dùng thử')
})

const dong = (amountMinor: number) => ({ amountMinor, currency: 'VND' as const })
const plan = 'cho Gói Gói Đủ, 1 tháng'

/** What the provider tells of what went back, and how much of it failed. */
async function refund(paymentId: string, refunded: number, failed = 0): Promise<void> {
  const failedRefunds = failed === 0 ? [] : [{ providerId: 're_1', money: dong(failed), why: null }]
  await workOn(house.cards.change(paymentId, { refunded: dong(refunded), failedRefunds }))
}
async function workOn(event: ProviderEvent): Promise<void> {
  await house.hook(event)
  for (const id of await openEvents()) await processEvent(system(), { id })
}
async function payByCard(): Promise<{ accountId: string; paymentId: string }> {
  const accountId = await house.makeAccount()
  const { id: paymentId } = await house.start(accountId, (await offerPlan()).priceId, 'stripe')
  await workOn(house.cards.pay(paymentId))
  await subjectsOf(accountId)
  return { accountId, paymentId }
}
async function lastMailTo(accountId: string): Promise<string> {
  const to = await addressOf(accountId)
  return ((await listDevInbox()) ?? []).find((mail) => mail.to === to)?.text ?? ''
}

test('a refund that did not arrive is told as well; that one may watch again only where it had taken that', async () => {
  const whole = await payByCard()
  await refund(whole.paymentId, 90_000)
  expect((await subjectsOf(whole.accountId)).at(-1)).toBe(`Đã hoàn 90.000 ₫ ${plan}`)
  await refund(whole.paymentId, 0, 90_000)
  expect((await subjectsOf(whole.accountId)).at(-1)).toBe(`Khoản hoàn 90.000 ₫ ${plan} chưa đến được bạn`)
  expect(await lastMailTo(whole.accountId)).toContain('lại xem bằng nó được')

  const part = await payByCard()
  await refund(part.paymentId, 30_000)
  expect((await subjectsOf(part.accountId)).at(-1)).toBe(`Đã hoàn một phần, 30.000 ₫, ${plan}`)
  await refund(part.paymentId, 0, 30_000)
  expect((await subjectsOf(part.accountId)).at(-1)).toBe(`Khoản hoàn 30.000 ₫ ${plan} chưa đến được bạn`)
  expect(await lastMailTo(part.accountId)).not.toContain('xem bằng nó')
})

test('nor of a payment that bought nothing', async () => {
  const accountId = await house.makeAccount()
  const priceId = await offerTitle('purchase', await house.makeFilm())
  const { code } = await house.start(accountId, priceId)
  const { id: paymentId } = await house.start(accountId, priceId, 'stripe')
  await transfer(`${code}`, 30_000)
  await workOn(house.cards.pay(paymentId))
  await house.sendRefunds(paymentId)
  await refund(paymentId, 0, 30_000)
  expect((await subjectsOf(accountId)).at(-1)).toContain('chưa đến được bạn')
  expect(await lastMailTo(accountId)).not.toContain('xem bằng nó')
})

test('what is heard of once it has failed, or fails before its mail is written, is not told as refunded', async () => {
  const failed = 'chưa đến được bạn'
  const heardLate = await payByCard()
  await refund(heardLate.paymentId, 20_000, 30_000)
  expect((await subjectsOf(heardLate.accountId)).slice(1).toSorted()).toEqual([
    `Khoản hoàn 30.000 ₫ ${plan} ${failed}`,
    `Đã hoàn một phần, 20.000 ₫, ${plan}`,
  ])
  const nothing = await payByCard()
  await refund(nothing.paymentId, 0, 30_000)
  expect((await subjectsOf(nothing.accountId)).slice(1)).toEqual([`Khoản hoàn 30.000 ₫ ${plan} ${failed}`])
  const meanwhile = await payByCard()
  await refund(meanwhile.paymentId, 30_000)
  await refund(meanwhile.paymentId, 0, 30_000)
  expect((await subjectsOf(meanwhile.accountId)).slice(1)).toEqual([`Khoản hoàn 30.000 ₫ ${plan} ${failed}`])
})
