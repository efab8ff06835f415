import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sessions, titles } from '#db/postgres/schema/index.ts'
import { createContext, type Context } from '#server/platform/context/context.ts'
import { closeMongo } from '#server/platform/mongo/mongo.ts'
import { closePostgres, database } from '#server/platform/postgres/postgres.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { authorisePlayback, endPlaybackOf, heartbeatPlayback } from '#server/domains/playback/index.ts'
import { makeAccount, makeFilm } from '#server/domains/playback/testing.repository.ts'
import { openHouse } from '#server/domains/billing/testing/house.ts'
import { offerTitle } from '#server/domains/billing/testing/offers.repository.ts'
import { toldEvents } from '#server/domains/billing/testing/outbox.repository.ts'

const house = openHouse()
let film: { titleId: string; assetId: string }

beforeAll(async () => {
  film = await makeFilm('phim-mua')
  await database()
    .update(titles)
    .set({ access: [{ type: 'buy', amountMinor: 1, currency: 'VND' }] })
    .where(eq(titles.id, film.titleId))
})
afterAll(() => Promise.all([closeMongo(), closePostgres(), closeRedis()]))

/** Somebody who is signed in. */
async function viewerOf(accountId: string): Promise<Context> {
  const sessionId = randomUUID()
  const at = new Date()
  await database()
    .insert(sessions)
    .values({
      id: sessionId,
      accountId,
      kind: 'browser',
      methods: ['password'],
      userAgent: 'Mozilla/5.0',
      address: '127.0.0.1',
      createdAt: at,
      lastUsedAt: at,
      expiresAt: new Date(at.getTime() + 3_600_000),
    })
  return createContext({ kind: 'account', accountId, role: 'viewer', sessionId })
}

it('a player that runs stops when its payment is disputed, and may go on when the dispute is won', async () => {
  const accountId = await makeAccount()
  const viewer = await viewerOf(accountId)
  const now = () => ({ ...viewer, now: new Date() })
  const play = () => authorisePlayback(now(), { assetId: film.assetId })
  const beat = (id: string) => heartbeatPlayback(now(), { id })
  await expect(play()).rejects.toMatchObject({ code: 'playback.not-entitled' })
  const priceId = await offerTitle('purchase', film.titleId, { currency: 'USD', amountMinor: 999 })
  const { id } = await house.start(accountId, priceId, 'stripe')
  await house.hook(house.cards.pay(id))
  await house.work()
  const { playbackSessionId } = await play()
  // Long enough that the right is believed without a look.
  for (let round = 0; round < 4; round++) {
    await pause(300)
    expect(await beat(playbackSessionId)).toMatchObject({ state: 'playing' })
  }
  await house.hook(house.cards.change(id, { dispute: 'open' }))
  await house.work()
  expect(await toldEvents('entitlement.revoked')).toContainEqual(expect.objectContaining({ accountId }))
  // As the job on that event does.
  expect(await endPlaybackOf(house.system(), { accountId })).toEqual({ ended: 1 })
  expect(await beat(playbackSessionId)).toEqual({ state: 'ended', reason: 'right-ended' })
  await expect(play()).rejects.toMatchObject({ code: 'playback.not-entitled' })
  await house.hook(house.cards.change(id, { dispute: 'won' }))
  await house.work()
  expect(await play()).toMatchObject({ slug: 'phim-mua' })
})
