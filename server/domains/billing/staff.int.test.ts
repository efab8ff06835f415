import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { auditEntries, jobRuns } from '#db/postgres/schema/index.ts'
import { closePostgres, database, inTransaction } from '../../platform/postgres/postgres.ts'
import {
  confirmRefund,
  creditTransfer,
  exportEntries,
  getEvent,
  getLastProof,
  getReceipt,
  listEntries,
  listEvents,
  listReconciliations,
  listRefunds,
  listTransfers,
  matchTransfer,
  proveLedger,
  reconcile,
  refundPayment,
  requestReconciliation,
  resendRefund,
  returnTransfer,
  sendRefund,
  suggestPayments,
  withdrawRefund,
} from './index.ts'
import { proveLedgerJob, reconcilePaymentsJob, sendRefundJob } from './jobs.ts'
import { lockAccountMoney } from './payment.repository.ts'
import type { TransferDto } from './schemas.ts'
import { openHouse } from './testing/house.ts'
import { offerPlan } from './testing/offers.repository.ts'
import { untilWaiting } from './testing/waiting.repository.ts'

const house = openHouse()
const { system, as } = house
const finance = as(randomUUID(), 'finance')
const day = 24 * 3_600_000

afterAll(closePostgres)

/** The code with other letters in place of its first ones. */
const misspelt = (code: string | null, letters: number) =>
  `${code?.slice(0, 2)}${'0'.repeat(letters)}${code?.slice(2 + letters)}`

/** One context writes all of its entries at one moment: they have no order. */
async function auditedOf(paymentId: string) {
  const entries = await database().select().from(auditEntries).where(eq(auditEntries.subjectId, paymentId))
  return entries.toSorted((one, other) => one.action.localeCompare(other.action))
}

async function queued(content: string, amountVnd: number, at?: Date): Promise<TransferDto> {
  expect(await house.transfer(content, amountVnd, at && { at })).toBe('queued')
  const { transfers } = await listTransfers(finance)
  const found = transfers.find((transfer) => transfer.content === content)
  if (!found) throw new Error(`${content} does not wait.`)
  return found
}

it('a waiting transfer is shown beside the payment it most likely is for', async () => {
  const { priceId } = await offerPlan({ amountMinor: 91_000 })
  const mine = await house.start(await house.makeAccount(), priceId)
  const near = await queued(`${misspelt(mine.code, 2)} chuyen tien`, 91_000)
  const far = await queued(`${misspelt(mine.code, 3)} chuyen tien`, 91_000)
  const less = await queued(`${misspelt(mine.code, 1)} thieu tien`, 90_999)
  const old = await queued(`${misspelt(mine.code, 1)} cu`, 91_000, new Date(Date.now() - day))
  const transferIds = [near, far, less, old].map(({ id }) => id)
  const suggested = await suggestPayments(as(randomUUID(), 'support'), { transferIds })
  expect(suggested).toMatchObject([{ transferId: near.id, lettersApart: 2, payment: { id: mine.id } }])
  await expect(suggestPayments(as(randomUUID()), { transferIds })).rejects.toMatchObject({
    kind: 'forbidden',
  })
  await matchTransfer(finance, { transferId: near.id, paymentId: mine.id })
  expect(await suggestPayments(finance, { transferIds })).toEqual([])
})

it('what is held counts for what is missing; two that are as near are no suggestion', async () => {
  const { priceId } = await offerPlan({ amountMinor: 92_000 })
  const held = await house.start(await house.makeAccount(), priceId)
  await house.transfer(`${held.code}`, 40_000)
  const rest = await queued(`con lai ${misspelt(held.code, 1)}`, 52_000)
  const [one, two] = [
    await house.start(await house.makeAccount(), priceId),
    await house.start(await house.makeAccount(), priceId),
  ]
  const both = await queued(`${one.code} ${two.code}`, 92_000)
  const suggested = await suggestPayments(finance, { transferIds: [rest.id, both.id] })
  expect(suggested).toMatchObject([{ transferId: rest.id, lettersApart: 1, payment: { id: held.id } }])
})

it('of two who decide at once, one is told that it is done', async () => {
  const { priceId } = await offerPlan({ amountMinor: 93_000 })
  const payment = await house.start(await house.makeAccount(), priceId)
  const { id: transferId } = await queued('ai nhanh hon', 93_000)
  const decided = await Promise.allSettled([
    matchTransfer(finance, { transferId, paymentId: payment.id }),
    returnTransfer(as(randomUUID(), 'finance'), { transferId, note: 'FT123' }),
  ])
  expect(decided.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const reason = decided.find((each) => each.status === 'rejected')?.reason as unknown
  expect(reason).toMatchObject({ code: 'transfer.settled' })
  await house.balances()
})

it.each(['return', 'credit'] as const)(
  'what somebody matches, too little, while another would %s it, is spent once',
  async (verb) => {
    const accountId = await house.makeAccount()
    const other = await house.makeAccount()
    const { id: paymentId } = await house.start(accountId, (await offerPlan({ amountMinor: 97_000 })).priceId)
    const { id: transferId } = await queued(`cung luc ${verb}`, 60_000)
    const decide = () =>
      verb === 'return'
        ? returnTransfer(as(randomUUID(), 'finance'), { transferId, note: 'FT7' })
        : creditTransfer(as(randomUUID(), 'finance'), { transferId, accountId: other })
    const before = await house.balances()
    const inHand: Promise<TransferDto>[] = []
    await inTransaction(async (tx) => {
      // Who matches has the transfer by then, and waits for this; who comes second has seen it queued, and waits for them.
      await lockAccountMoney(tx, accountId)
      inHand.push(matchTransfer(finance, { transferId, paymentId }))
      await untilWaiting(1)
      inHand.push(decide())
      await untilWaiting(2)
    })
    const [matched, second] = await Promise.allSettled(inHand)
    expect(matched).toMatchObject({ status: 'fulfilled', value: { state: 'matched', paymentId } })
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'transfer.settled' } })
    expect(await house.balances()).toEqual(before)
    expect(await house.payment(accountId, paymentId)).toMatchObject({ state: 'held', receivedMinor: 60_000 })
    await returnTransfer(finance, { transferId, note: 'FT8' })
    expect(await house.payment(accountId, paymentId)).toMatchObject({ state: 'pending', receivedMinor: 0 })
    await house.balances()
  },
)

it('what came to a stranger’s account is nobody’s credit', async () => {
  const accountId = await house.makeAccount()
  await house.hook(house.bank.receive({ content: 'lạ', amountVnd: 95_000, accountNumber: '999' }))
  await house.work()
  const { transfers } = await listTransfers(finance)
  const strange = transfers.find(({ state }) => state === 'quarantined')
  const transferId = strange?.id ?? ''
  const before = await house.balances()
  await expect(creditTransfer(finance, { transferId, accountId })).rejects.toMatchObject({
    code: 'transfer.not-ours',
  })
  expect(await returnTransfer(finance, { transferId, note: 'đã xem' })).toMatchObject({ state: 'returned' })
  expect(await house.balances()).toEqual(before)
})

it('the book is listed by source, account, person and day, and all of it exported', async () => {
  const accountId = await house.makeAccount()
  const { code } = await house.start(accountId, (await offerPlan({ amountMinor: 94_000 })).priceId)
  await house.transfer(`${code}`, 100_000)
  const back = await queued('gui nham', 1000)
  await returnTransfer(finance, { transferId: back.id, note: 'FT0099' })
  const ofPerson = await listEntries(finance, { person: accountId })
  expect(ofPerson).toMatchObject({ total: 1, entries: [{ source: 'payment.settled', accountId }] })
  expect(ofPerson.entries[0]?.postings.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(0)
  const returned = await listEntries(finance, { source: 'transfer.returned' })
  expect(returned.entries).toContainEqual(expect.objectContaining({ sourceId: back.id, note: 'FT0099' }))
  const credited = await listEntries(finance, { bookAccount: 'credit', person: accountId })
  expect(credited.total).toBe(1)
  expect((await listEntries(finance, { to: '2020-01-01' })).total).toBe(0)
  expect((await listEntries(finance, { person: 'không ai tên vậy' })).total).toBe(0)
  const exported = (await Array.fromAsync(await exportEntries(finance, {}))).flat()
  expect(exported).toEqual((await listEntries(finance, { limit: 200 })).entries)
  const support = as(randomUUID(), 'support')
  await expect(listEntries(support)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(exportEntries(support, {})).rejects.toMatchObject({ kind: 'forbidden' })
})

it('the inbox is listed without what it told; one event is told whole', async () => {
  const event = house.bank.receive({ content: 'trong hộp thư', amountVnd: 1000 })
  await house.hook(event)
  const { events, total } = await listEvents(finance, { provider: 'sepay', show: 'open' })
  expect(total).toBe(1)
  const [head] = events
  expect(head).toMatchObject({ eventId: event.eventId, processedAt: null, origin: 'webhook' })
  expect(head).not.toHaveProperty('body')
  const whole = await getEvent(finance, { id: head?.id ?? '' })
  const body = whole.body ?? ''
  expect(JSON.parse(body)).toMatchObject({ eventId: event.eventId })
  expect(new TextEncoder().encode(body)).toHaveLength(head?.bodyBytes ?? 0)
  expect((await listEvents(finance, { show: 'failed' })).total).toBe(0)
  await house.work()
  expect((await listEvents(finance, { show: 'open' })).total).toBe(0)
  await expect(getEvent(as(randomUUID()), { id: whole.id })).rejects.toMatchObject({ kind: 'forbidden' })
})

it('comparisons and what they found are kept, and how the last proof ended', async () => {
  expect(await getLastProof(finance)).toBeNull()
  const from = new Date(Date.now() - day)
  await requestReconciliation(finance, { provider: 'sepay', from, until: new Date() })
  for (const range of [
    { from: new Date(Date.now() - 100 * day), until: new Date() },
    { from },
    { until: from },
  ])
    await expect(requestReconciliation(finance, range)).rejects.toMatchObject({ code: 'input.invalid' })
  house.bank.receive({ content: 'không ai báo', amountVnd: 1000 })
  const until = new Date(Date.now() + 60_000)
  const compared = await reconcile(system(), { from, until, provider: 'sepay' })
  expect(compared).toMatchObject({ found: 1, providers: [{ name: 'sepay', found: 1 }] })
  await house.work()
  expect((await listEvents(finance, { origin: 'reconciliation' })).total).toBe(1)
  const ended = {
    queue: 'commerce',
    payload: {},
    maxAttempts: 1,
    createdAt: new Date(),
    availableAt: new Date(),
  }
  await database()
    .insert(jobRuns)
    .values([
      {
        ...ended,
        name: reconcilePaymentsJob.name,
        state: 'completed',
        finishedAt: new Date(),
        progress: { stage: 'compared', percent: 100, ...compared },
      },
      { ...ended, name: proveLedgerJob.name, state: 'dead', finishedAt: new Date() },
    ])
  const { runs } = await listReconciliations(finance)
  expect(runs).toHaveLength(2)
  expect(runs).toContainEqual(expect.objectContaining({ kind: 'hours', state: 'done', comparison: compared }))
  expect(runs).toContainEqual(
    expect.objectContaining({ kind: 'asked', provider: 'sepay', state: 'waiting', comparison: null }),
  )
  expect(await listReconciliations(finance, { show: 'notable' })).toMatchObject({ total: 1 })
  expect(await getLastProof(finance)).toMatchObject({ isProved: false })
  await proveLedger(system())
  await expect(listReconciliations(as(randomUUID(), 'support'))).rejects.toMatchObject({
    kind: 'forbidden',
  })
})

it('a refund by transfer that was asked by mistake is withdrawn, and its money can be given back anew', async () => {
  const accountId = await house.makeAccount()
  const { id, code } = await house.start(accountId, (await offerPlan({ amountMinor: 96_000 })).priceId)
  await house.transfer(`${code}`, 96_000)
  const ask = async () => {
    const input = { paymentId: id, reason: 'nhầm', requestKey: randomUUID() }
    return { refundId: (await refundPayment(finance, input)).id }
  }
  const before = await house.balances()
  const mistake = await ask()
  await expect(ask()).rejects.toMatchObject({ code: 'payment.not-refundable' })
  await expect(listRefunds(finance, { paymentId: 'x' })).rejects.toMatchObject({ code: 'input.invalid' })
  await expect(withdrawRefund(as(randomUUID(), 'support'), mistake)).rejects.toMatchObject({
    kind: 'forbidden',
  })
  for (let time = 0; time < 2; time++)
    expect(await withdrawRefund(finance, mistake)).toMatchObject({ state: 'failed', why: 'withdrawn' })
  await expect(confirmRefund(finance, mistake)).rejects.toMatchObject({ code: 'refund.wrong-state' })
  expect(await house.balances()).toEqual(before)
  expect(await getReceipt(as(accountId), { paymentId: id })).toMatchObject({ refunds: [] })
  const audited = await auditedOf(id)
  expect(audited.map(({ action }) => action)).toEqual(['payment.refund', 'payment.withdraw-refund'])
  for (const { detail } of audited) expect(detail).toMatchObject({ amountMinor: 96_000, currency: 'VND' })

  const wanted = await ask()
  const decided = await Promise.allSettled([confirmRefund(finance, wanted), withdrawRefund(finance, wanted)])
  expect(decided.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

it('a refund by card whose job was given up is sent again, and goes back once', async () => {
  const accountId = await house.makeAccount()
  const { id: paymentId } = await house.start(accountId, (await offerPlan()).priceId, 'stripe')
  await house.hook(house.cards.pay(paymentId))
  await house.work()
  const input = { paymentId, amountMinor: 9000, reason: 'nhầm', requestKey: randomUUID() }
  const { id: refundId } = await refundPayment(finance, input)
  const standing = async () => (await listRefunds(finance, { paymentId })).find(({ id }) => id === refundId)
  const ofRefund = eq(jobRuns.dedupeKey, refundId)
  const again = () => resendRefund(finance, { refundId })
  // While its job goes on there is nothing to do.
  await again()
  expect(await standing()).toMatchObject({ state: 'asked', isStuck: false })
  expect(await database().$count(jobRuns, ofRefund)).toBe(1)
  // It was sent, and the provider was away for so long afterwards that the job was given up and put away.
  const { fetchCharge } = house.cards
  house.cards.fetchCharge = () => Promise.reject(new Error('away'))
  await expect(sendRefund(system(), { refundId })).rejects.toThrow('away')
  house.cards.fetchCharge = fetchCharge
  await database().update(jobRuns).set({ state: 'discarded', finishedAt: new Date() }).where(ofRefund)
  expect(await standing()).toMatchObject({ state: 'asked', isStuck: true })
  await expect(resendRefund(as(randomUUID(), 'support'), { refundId })).rejects.toMatchObject({
    kind: 'forbidden',
  })
  await Promise.all([again(), again()])
  expect(await standing()).toMatchObject({ isStuck: false })
  const runs = await database().select().from(jobRuns).where(ofRefund)
  expect(runs.filter(({ name, state }) => name === sendRefundJob.name && state === 'queued')).toHaveLength(1)
  const audited = await auditedOf(paymentId)
  expect(audited.map(({ action }) => action)).toEqual(['payment.refund', 'payment.resend-refund'])
  await sendRefund(system(), { refundId })
  await house.work()
  expect(await standing()).toMatchObject({ state: 'done', isStuck: false })
  expect(await house.payment(accountId, paymentId)).toMatchObject({ refundedMinor: 9000 })
  await expect(again()).rejects.toMatchObject({ code: 'refund.wrong-state' })
})
