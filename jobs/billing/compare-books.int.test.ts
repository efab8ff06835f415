import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { jobRuns } from '#db/postgres/schema/index.ts'
import { listReconciliations, reconcilePaymentsJob } from '#server/domains/billing/index.ts'
import { openHouse } from '#server/domains/billing/testing/house.ts'
import { offerPlan } from '#server/domains/billing/testing/offers.repository.ts'
import { providerRefused } from '#server/platform/payments/errors.ts'
import type { ProviderEvent } from '#server/platform/payments/port.ts'
import { usePaymentProviders } from '#server/platform/payments/providers.ts'
import { closePostgres, database } from '#server/platform/postgres/postgres.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import type { JobProgress } from '#server/platform/queues/job-handler.ts'
import { toJobError } from '../lib/job-failure.ts'
import { jobContext } from '../lib/testing/job-context.ts'
import { reconcilePayments } from './compare-books.ts'

const house = openHouse()

afterAll(() => Promise.all([closePostgres(), closeRedis()]))

test('a provider that refuses us keeps nobody from asking the other, and the run says which it was', async () => {
  const { id } = await house.start(await house.makeAccount(), (await offerPlan()).priceId, 'stripe')
  house.cards.pay(id)
  const refusing = { ...house.bank, listEvents: () => failing() }
  const kept: JobProgress[] = []
  const compare = () =>
    reconcilePayments(
      {
        ...jobContext,
        now: new Date(Date.now() + 60_000),
        reportProgress: async (each) => void kept.push(each),
      },
      {},
    )
  usePaymentProviders([refusing, house.cards])
  await expect(compare()).rejects.toMatchObject({ code: 'payment.provider-refused', retryable: false })
  expect(kept.at(-1)).toMatchObject({
    found: 1,
    providers: [
      { name: 'sepay', error: { code: 'payment.provider-refused', message: 'sepay: It answers 401.' } },
      { name: 'stripe', found: 1, error: null },
    ],
  })
  // One that is only away is worth asking again.
  house.cards.isAway = true
  await expect(compare()).rejects.toMatchObject({ code: 'payment.provider-away', retryable: true })
  house.cards.isAway = false
  usePaymentProviders([house.bank, house.cards])
  await compare()
  expect(kept.at(-1)).toMatchObject({ found: 0 })
})

test('what a try found counts in the next one as well; one that fails by itself blames no provider', async () => {
  const { id } = await house.start(await house.makeAccount(), (await offerPlan()).priceId, 'stripe')
  house.cards.pay(id)
  const now = new Date(Date.now() + 60_000)
  const [run] = await database()
    .insert(jobRuns)
    .values({
      name: reconcilePaymentsJob.name,
      queue: 'commerce',
      payload: {},
      state: 'active',
      maxAttempts: 2,
      createdAt: now,
      availableAt: now,
    })
    .returning()
  const runId = run?.id ?? ''
  const write = (values: Partial<typeof jobRuns.$inferInsert>) =>
    database().update(jobRuns).set(values).where(eq(jobRuns.id, runId))
  const reportProgress = async (progress: JobProgress) => void (await write({ progress }))
  const compare = () => reconcilePayments({ ...jobContext, now, runId, reportProgress }, {})
  const shown = async () => {
    const { runs } = await listReconciliations(house.as(randomUUID(), 'finance'))
    return runs.find((each) => each.id === runId)?.comparison
  }
  usePaymentProviders([{ ...house.bank, listEvents: () => failing() }, house.cards])
  const error = await compare().then(() => null, toJobError)
  await write({ error })
  const refused = { name: 'sepay', error: { code: 'payment.provider-refused' } }
  expect(await shown()).toMatchObject({ found: 1, providers: [refused, { name: 'stripe', found: 1 }] })
  await write({ error: { code: 'job.timed-out', message: 'It took too long.', retryable: true } })
  expect(await shown()).toMatchObject({ found: 1, providers: [{ name: 'sepay', error: null }, {}] })
  usePaymentProviders([house.bank, house.cards])
  await compare()
  expect(await shown()).toMatchObject({ found: 1, providers: [{}, { name: 'stripe', found: 1 }] })
})

test('what we fail to keep is not the fault of the provider', async () => {
  const unkeepable = {
    eventId: 'no\u0000text',
    kind: 'charge.changed',
    about: 'charge',
    subject: 'x',
  } as const
  usePaymentProviders([house.bank, { ...house.cards, listEvents: () => telling(unkeepable) }])
  const kept: JobProgress[] = []
  const context = { ...jobContext, reportProgress: async (each: JobProgress) => void kept.push(each) }
  await expect(reconcilePayments(context, {})).rejects.toThrow(/^Failed query/)
  expect(kept).toEqual([])
})

// oxlint-disable-next-line typescript/require-await
async function* telling(event: ProviderEvent): AsyncGenerator<ProviderEvent> {
  yield event
}

// oxlint-disable-next-line require-yield, typescript/require-await
async function* failing(): AsyncGenerator<never> {
  throw providerRefused('sepay', 'It answers 401.')
}
