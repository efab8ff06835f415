import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { accounts, jobRuns, outbox } from '#db/postgres/schema/index.ts'
import {
  ledgerUnbalancedEvent,
  listTransfers,
  processEvent,
  returnTransfer,
  sendStaffMailJob,
  tellStaffJob,
} from '#server/domains/billing/index.ts'
import { openHouse } from '#server/domains/billing/testing/house.ts'
import { offerPlan } from '#server/domains/billing/testing/offers.repository.ts'
import { openEvents } from '#server/domains/billing/testing/outbox.repository.ts'
import { createAccount } from '#server/domains/identity/index.ts'
import type { Role } from '#server/platform/context/context.ts'
import { eventLog } from '#server/platform/events/event-log.ts'
import { mailer } from '#server/platform/mail/index.ts'
import { recordEvent } from '#server/platform/outbox/record-event.ts'
import { closePostgres, database, inTransaction } from '#server/platform/postgres/postgres.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { relayOutbox } from '../lib/outbox-relay.ts'
import { jobContext } from '../lib/testing/job-context.ts'
import { subscriptions } from '../subscriptions.ts'
import { sendStaffMail, tellStaffOf } from './send-staff-mail.ts'

const house = openHouse()
const { system, as } = house
const hourMs = 60 * 60_000
const hour = Math.floor(Date.now() / hourMs - 3) * hourMs
/** Minutes after the beginning of that hour of the clock. */
const at = (minutes: number) => new Date(hour + minutes * 60_000)
const send = vi.spyOn(mailer(), 'send')

async function hire(name: string, role: Role, locale: 'vi' | 'en' = 'vi'): Promise<string> {
  const email = `${name}@example.com`
  return (await createAccount(system(), { email, password: 'mật khẩu dài', role, locale })).id
}

beforeAll(async () => {
  await hire('money', 'finance', 'en')
  await hire('boss', 'admin')
  await hire('help', 'support')
  const gone = await hire('gone', 'finance')
  await database().update(accounts).set({ lockedAt: new Date() }).where(eq(accounts.id, gone))
})
beforeEach(() => database().delete(outbox))
afterAll(() => Promise.all([closePostgres(), closeRedis()]))

const runsOf = ({ name }: { name: string }) =>
  database().select().from(jobRuns).where(eq(jobRuns.name, name)).orderBy(jobRuns.id)

/**
 * Everything is delivered twice, and whatever tells staff is done anew when its letters have gone out, as by a worker that
 * died before its run was through; gives who was sent which mails.
 */
async function letters(): Promise<Record<string, string[]>> {
  send.mockClear()
  await relayOutbox(eventLog(), subscriptions)
  await relayOutbox(eventLog(), subscriptions)
  for (let time = 0; time < 2; time++) {
    for (const { id, payload } of await runsOf(tellStaffJob))
      await tellStaffOf({ ...jobContext, runId: id }, tellStaffJob.schema.parse(payload))
    for (const { id, payload, state } of await runsOf(sendStaffMailJob)) {
      if (state === 'completed') continue
      await sendStaffMail({ ...jobContext, runId: id }, sendStaffMailJob.schema.parse(payload))
      await database().update(jobRuns).set({ state: 'completed' }).where(eq(jobRuns.id, id))
    }
  }
  await database().delete(jobRuns)
  const mails = send.mock.calls.map(([mail]) => mail)
  const names = [...new Set(mails.map(({ to }) => to.replace('@example.com', '')))].toSorted()
  const subjects = (name: string) => mails.filter(({ to }) => to.startsWith(`${name}@`)).map(subjectOf)
  return Object.fromEntries(names.map((name) => [name, subjects(name)]))
}
const subjectOf = ({ subject }: { subject: string }) => subject.replaceAll('\u00a0', ' ')

async function work(now: Date): Promise<void> {
  for (const id of await openEvents()) await processEvent(system(now), { id })
}
async function transfer(now: Date, more: { accountNumber?: string } = {}): Promise<void> {
  await house.hook(house.bank.receive({ content: `la ${randomUUID()}`, amountVnd: 1000, at: now, ...more }))
  await work(now)
}

test('who may act on it is told that the ledger does not balance, and nobody else', async () => {
  await inTransaction((tx) => recordEvent(tx, system(), ledgerUnbalancedEvent, { faulty: [randomUUID()] }))
  expect(await letters()).toEqual({
    boss: ['Sổ cái không cân'],
    money: ['The ledger does not balance'],
  })
})

test('of a dispute they are told at once, and not any more once it is over', async () => {
  const dispute = async () => {
    const accountId = await house.makeAccount()
    const { id } = await house.start(accountId, (await offerPlan()).priceId, 'stripe')
    await house.hook(house.cards.pay(id))
    await work(new Date())
    await house.hook(house.cards.change(id, { dispute: 'open' }))
    await work(new Date())
    return id
  }
  await dispute()
  expect(await letters()).toEqual({
    boss: ['Khiếu nại mới: 90.000 ₫ cho Gói Gói Đủ, 1 tháng'],
    money: ['New dispute: ₫90,000 for Full plan plan, 1 month'],
  })
  const id = await dispute()
  await house.hook(house.cards.change(id, { dispute: 'won' }))
  await work(new Date())
  expect(await letters()).toEqual({})
})

test('of transfers that wait they are told once an hour how many there are', async () => {
  await transfer(at(1))
  await transfer(at(20), { accountNumber: '999' })
  await transfer(at(59))
  await relayOutbox(eventLog(), subscriptions)
  const [first] = await runsOf(tellStaffJob)
  // The whole hour is over by then.
  expect((first?.availableAt.getTime() ?? 0) - (first?.createdAt.getTime() ?? 0)).toBeGreaterThan(hourMs)
  expect(await letters()).toEqual({
    boss: ['3 lần chuyển khoản chờ quyết định'],
    money: ['3 transfers wait for a decision'],
  })
  await transfer(at(61))
  expect(await letters()).toMatchObject({ money: ['4 transfers wait for a decision'] })
  await transfer(at(125))
  const finance = as(randomUUID(), 'finance')
  for (const { id } of (await listTransfers(finance)).transfers)
    await returnTransfer(finance, { transferId: id, note: 'FT1' })
  expect(await letters()).toEqual({})
})
