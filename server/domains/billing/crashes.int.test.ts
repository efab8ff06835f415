import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { createTitle } from '../catalogue/index.ts'
import { findRight } from '../entitlements/index.ts'
import { processEvent, proveLedger, settleRight, takeInEvents } from './index.ts'
import { openHouse } from './testing/house.ts'
import { offerPlan } from './testing/offers.repository.ts'
import { openEvents, takeOutbox, toldEvents } from './testing/outbox.repository.ts'

const house = openHouse()
const { system } = house
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000)
let titleId: string

const runs = async () => {
  const rows = await database().execute<{ name: string; dedupe_key: string; state: string }>(
    sql`select name, dedupe_key, state from job_runs where name = 'process-webhook-event'`,
  )
  return [...rows]
}
/** As if the worker died where this statement stands: what it wrote in the same transaction is undone. */
async function breaking(table: string, work: () => Promise<unknown>): Promise<void> {
  await database().execute(
    sql.raw(`create function break_it() returns trigger language plpgsql as $$ begin raise 'killed'; end $$`),
  )
  await database().execute(
    sql.raw(`create trigger break_it before insert or update on ${table} execute function break_it()`),
  )
  try {
    await expect(work()).rejects.toThrow()
  } finally {
    await database().execute(sql.raw('drop function break_it cascade'))
  }
}

beforeAll(async () => {
  titleId = (await createTitle(system(), { kind: 'film', title: { vi: 'Phim' } })).id
})
afterAll(closePostgres)

it('killed anywhere, a payment is neither lost nor doubled: each step is whole or did not happen', async () => {
  const accountId = await house.makeAccount()
  const { code, id } = await house.start(accountId, (await offerPlan()).priceId)
  await takeOutbox()
  const event = house.bank.receive({ content: `${code}`, amountVnd: 90_000 })
  // While it is kept: the bank is not answered, and tells again.
  await breaking('webhook_events', () => house.hook(event))
  expect(await openEvents()).toEqual([])
  await house.hook(event)
  // While it is taken in: it is, the next time.
  await breaking('job_runs', () => takeInEvents(system()))
  expect(await takeInEvents(system())).toMatchObject({ enqueued: 1 })
  const [eventId = ''] = await openEvents()
  for (const table of [
    'bank_transfers',
    'subscriptions',
    'ledger_entries',
    'ledger_postings',
    'payments',
    'outbox',
  ]) {
    await breaking(table, () => processEvent(system(), { id: eventId }))
    expect(await house.balances()).toEqual({})
    expect(await house.payment(accountId, id)).toMatchObject({ state: 'pending', receivedMinor: 0 })
  }
  await Promise.all(Array.from({ length: 5 }, () => processEvent(system(), { id: eventId })))
  expect(await house.balances()).toEqual({ 'cash VND': 90_000, 'revenue VND': -90_000 })
  await breaking('entitlements', () => settleRight(system(), { paymentId: id }))
  await breaking('audit_entries', () => settleRight(system(), { paymentId: id }))
  await Promise.all(Array.from({ length: 5 }, () => settleRight(system(), { paymentId: id })))
  expect(await findRight(system(inMinutes(1)), { accountId, titleId, kind: 'film' })).not.toBeNull()
  const granted = (await toldEvents('entitlement.granted')).filter((told) => told.accountId === accountId)
  expect(granted).toHaveLength(1)
})

it('an event whose run was lost gets another; one whose run is dead waits for staff', async () => {
  const lost = house.bank.receive({ content: 'lost', amountVnd: 1000 })
  await house.hook(lost)
  const [eventId = ''] = await openEvents()
  await Promise.all([takeInEvents(system()), takeInEvents(system())])
  expect((await runs()).filter(({ dedupe_key: key }) => key === eventId)).toHaveLength(1)
  await database().execute(sql`delete from job_runs where dedupe_key = ${eventId}`)
  expect(await takeInEvents(system())).toMatchObject({ enqueued: 1 })
  expect(await takeInEvents(system())).toMatchObject({ enqueued: 0 })
  await database().execute(sql`update job_runs set state = 'dead' where dedupe_key = ${eventId}`)
  expect(await takeInEvents(system())).toMatchObject({ enqueued: 0 })
  expect(await house.work()).toEqual(['queued'])
})

it('no more is taken in than can soon be worked on; what waits is taken in as the rest is done', async () => {
  const events = Array.from({ length: 140 }, () => house.bank.receive({ content: 'many', amountVnd: 1000 }))
  await Promise.all(events.map((event) => house.hook(event)))
  const open = (await runs()).filter(({ state }) => state === 'queued').length
  // Two workers at once take in no more than one.
  const taken = await Promise.all([takeInEvents(system()), takeInEvents(system())])
  expect(taken.map(({ enqueued }) => enqueued).toSorted((a, b) => b - a)).toEqual([64 - open, 0])
  expect(await takeInEvents(system())).toEqual({ enqueued: 0, mayBeMore: true })
  // What a provider that is away has waiting for its next try is in nobody's way.
  await database().execute(sql`update job_runs set state = 'retrying' where name = 'process-webhook-event'`)
  expect(await takeInEvents(system())).toEqual({ enqueued: 64, mayBeMore: true })
  await database().execute(sql`update job_runs set state = 'completed' where name = 'process-webhook-event'`)
  expect(await takeInEvents(system())).toEqual({ enqueued: 12 + open, mayBeMore: false })
  await house.work()
})

it('many transfers at once for one payment, and for many, are each counted once', async () => {
  const before = await house.balances()
  const accountId = await house.makeAccount()
  const { priceId } = await offerPlan()
  const { code, id } = await house.start(accountId, priceId)
  const events = Array.from({ length: 12 }, () =>
    house.bank.receive({ content: `${code}`, amountVnd: 20_000 }),
  )
  await Promise.all(events.map((event) => house.hook(event)))
  const ids = await openEvents()
  await Promise.all([...ids, ...ids].map((each) => processEvent(system(), { id: each })))
  const after = await house.balances()
  expect(await house.payment(accountId, id)).toMatchObject({ state: 'settled', receivedMinor: 240_000 })
  expect((after['cash VND'] ?? 0) - (before['cash VND'] ?? 0)).toBe(240_000)
  expect((after['revenue VND'] ?? 0) - (before['revenue VND'] ?? 0)).toBe(-90_000)
  expect((after['credit VND'] ?? 0) - (before['credit VND'] ?? 0)).toBe(-150_000)
})

it('the alarm sounds where the book does not prove', async () => {
  await proveLedger(system())
  // Nobody can write such a row but who takes the guards away.
  await database().transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(
      sql`insert into ledger_entries (source, source_id, occurred_at, created_at)
          values ('test', ${randomUUID()}, now(), now())`,
    )
  })
  await expect(proveLedger(system())).rejects.toMatchObject({ code: 'ledger.unbalanced', retryable: false })
  expect(await toldEvents('ledger.unbalanced')).toHaveLength(1)
})
