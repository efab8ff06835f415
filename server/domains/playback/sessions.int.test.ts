import { randomUUID } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  accounts,
  auditEntries,
  outbox,
  playbackSessions,
  sessions,
  titles,
} from '#db/postgres/schema/index.ts'
import { createContext, systemContext, type Actor, type Context } from '../../platform/context/context.ts'
import { closeMongo } from '../../platform/mongo/mongo.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { closeRedis } from '../../platform/redis/redis.ts'
import { grantEntitlement, revokeEntitlement } from '../entitlements/index.ts'
import { endSession } from '../identity/index.ts'
import { createProfile, listProfiles, setPin } from '../profiles/index.ts'
import {
  authorisePlayback,
  endPlaybackOf,
  erasePlayback,
  exportPlayback,
  heartbeatPlayback,
  isPlaying,
  leavePlayback,
  listPlaybackSessions,
  stopPlayback,
  sweepPlaybackSessions,
  unlockTitle,
} from './index.ts'
import { addRungs, makeAccount, makeFilm } from './testing.repository.ts'

const system = systemContext('test')
const minute = 60_000
const hour = 60 * minute

/** An account that really is there, signed in on one device. */
async function household() {
  const accountId = await makeAccount()
  const at = new Date()
  const device = async (more: Partial<Extract<Actor, { kind: 'account' }>> = {}): Promise<Context> => {
    const sessionId = randomUUID()
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
    return createContext({ kind: 'account', accountId, role: 'viewer', sessionId, ...more })
  }
  return { accountId, device }
}
const later = (context: Context, ms: number): Context => ({
  ...context,
  now: new Date(context.now.getTime() + ms),
})
const play = async (context: Context, assetId: string) => authorisePlayback(context, { assetId })

let film: { titleId: string; assetId: string }
let other: { titleId: string; assetId: string }
let third: { titleId: string; assetId: string }

beforeAll(async () => {
  film = await makeFilm('phim-a')
  other = await makeFilm('phim-b')
  third = await makeFilm('phim-c')
})
beforeEach(async () => {
  await database()
    .update(titles)
    .set({ ratingCode: 'P', access: [], regions: null, availableFrom: null, availableUntil: null })
    .where(eq(titles.id, film.titleId))
})
afterAll(() => Promise.all([closeMongo(), closePostgres(), closeRedis()]))

const setFilm = (values: Partial<typeof titles.$inferInsert>) =>
  database().update(titles).set(values).where(eq(titles.id, film.titleId))

describe('who may watch', () => {
  it('a title that wants a right is for who holds one, until it is taken back', async () => {
    const { accountId, device } = await household()
    const viewer = await device()
    await setFilm({ access: [{ type: 'subscription' }] })
    await expect(play(viewer, film.assetId)).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'playback.not-entitled',
    })
    const right = { accountId, scope: 'title', titleId: film.titleId, reason: 'gift', source: 'a' } as const
    const { id } = await grantEntitlement(system, right)
    const { playbackSessionId } = await play(viewer, film.assetId)
    await revokeEntitlement(system, { id, reason: 'thử' })
    expect(await heartbeatPlayback(later(viewer, 1000), { id: playbackSessionId })).toEqual({
      state: 'ended',
      reason: 'right-ended',
    })
    await expect(play(viewer, film.assetId)).rejects.toMatchObject({ code: 'playback.not-entitled' })
    await setFilm({ access: [{ type: 'rent', amountMinor: 1, currency: 'VND', hours: 1 }, { type: 'free' }] })
    expect(await play(viewer, film.assetId)).toMatchObject({ slug: 'phim-a' })
  })

  it('the first watching begins a rental, which then ends with its hours; a plan leaves what is only rented shut', async () => {
    const { accountId, device } = await household()
    const viewer = await device()
    await setFilm({ access: [{ type: 'rent', amountMinor: 1, currency: 'VND', hours: 48 }] })
    const plan = { accountId, scope: 'catalogue', reason: 'subscription', source: 'plan' } as const
    await grantEntitlement(system, plan)
    await expect(play(viewer, film.assetId)).rejects.toMatchObject({ code: 'playback.not-entitled' })
    const rental = {
      accountId,
      scope: 'title',
      titleId: film.titleId,
      reason: 'rental',
      source: 'r',
    } as const
    await grantEntitlement(system, { ...rental, playHours: 48, endsAt: later(viewer, 720 * hour).now })
    await play(later(viewer, 100 * hour), film.assetId)
    expect(await play(later(viewer, 147 * hour), film.assetId)).toMatchObject({ slug: 'phim-a' })
    const over = play(later(viewer, 149 * hour), film.assetId)
    await expect(over).rejects.toMatchObject({ code: 'playback.not-entitled' })
  })

  it('a right to fewer lines opens no taller picture, goes on with no taller one, and leaves what is free alone', async () => {
    const { accountId, device } = await household()
    const viewer = await device()
    await addRungs(film.assetId, [720, 1080])
    await setFilm({ access: [{ type: 'subscription' }] })
    const plan = { accountId, scope: 'catalogue', reason: 'subscription' } as const
    await grantEntitlement(system, {
      ...plan,
      source: 'full',
      maxHeight: 2160,
      endsAt: later(viewer, hour).now,
    })
    await grantEntitlement(system, { ...plan, source: 'small', maxHeight: 480 })
    const full = await play(viewer, film.assetId)
    expect(full).toMatchObject({ heights: [240, 720, 1080], heightLimit: null })
    expect(full.hls).not.toMatch(/\.\d+\/media/)
    const beat = (ms: number, id: string) => heartbeatPlayback(later(viewer, ms), { id })
    expect(await beat(30_000, full.playbackSessionId)).toMatchObject({ state: 'playing' })
    const other = await device()
    const same = await play(other, film.assetId)
    // The better of the two ends: what it opened ends with it, and is not taken up again.
    await database()
      .update(playbackSessions)
      .set({ heartbeatAt: later(viewer, hour).now })
      .where(eq(playbackSessions.accountId, accountId))
    expect(await beat(hour, full.playbackSessionId)).toEqual({ state: 'ended', reason: 'right-ended' })
    const small = await play(later(other, hour), film.assetId)
    expect(small).toMatchObject({ heights: [240], heightLimit: 240 })
    expect(small.playbackSessionId).not.toBe(same.playbackSessionId)
    expect(small.hls).toMatch(/^\/v\/[^/]+\/[\w-]{43}\.240\/media\/.*master\.m3u8$/)
    expect(small.dash).toMatch(/\.240\/media\//)
    await setFilm({ access: [{ type: 'free' }] })
    expect(await play(later(other, hour), film.assetId)).toMatchObject({ heightLimit: null })
  })

  it('a region wants a country that is known and among those named', async () => {
    const { device } = await household()
    await setFilm({ regions: ['VN', 'LA'] })
    const from = async (country?: string) => play(await device(country ? { country } : {}), film.assetId)
    await expect(from()).rejects.toMatchObject({
      code: 'playback.region-unknown',
      params: { regions: 'VN,LA' },
    })
    await expect(from('US')).rejects.toMatchObject({ code: 'playback.region', params: { country: 'US' } })
    expect(await from('VN')).toMatchObject({ slug: 'phim-a' })
  })

  it('the publishing window opens and closes; staff see beyond it', async () => {
    const { device } = await household()
    const viewer = await device()
    const at = (ms: number) => new Date(viewer.now.getTime() + ms)
    await setFilm({ availableFrom: at(minute), availableUntil: at(2 * minute) })
    await expect(play(viewer, film.assetId)).rejects.toMatchObject({
      code: 'playback.not-yet',
      params: { from: at(minute).toISOString() },
    })
    expect(await play(later(viewer, minute), film.assetId)).toMatchObject({ slug: 'phim-a' })
    await expect(play(later(viewer, 2 * minute), film.assetId)).rejects.toMatchObject({
      code: 'playback.no-longer',
    })
    expect(await play(await device({ role: 'editor' }), film.assetId)).toMatchObject({ slug: 'phim-a' })
  })

  it.each([
    ['is taken down', { status: 'draft' }],
    ['leaves its window', { availableUntil: new Date(Date.now() - minute) }],
  ] as const)('what plays ends when its title %s, but for staff', async (_how, change) => {
    const { device } = await household()
    const [viewer, editor] = [await device(), await device({ role: 'editor' })]
    const [seen, edited] = [await play(viewer, film.assetId), await play(editor, film.assetId)]
    await setFilm(change)
    expect(await heartbeatPlayback(later(viewer, 1000), { id: seen.playbackSessionId })).toEqual({
      state: 'ended',
      reason: 'right-ended',
    })
    expect(await heartbeatPlayback(later(editor, 1000), { id: edited.playbackSessionId })).toMatchObject({
      state: 'playing',
    })
    await setFilm({ status: 'published' })
  })

  it('an address that is not proved yet', async () => {
    const { accountId, device } = await household()
    await database().update(accounts).set({ emailVerifiedAt: null }).where(eq(accounts.id, accountId))
    await expect(play(await device(), film.assetId)).rejects.toMatchObject({ code: 'account.unverified' })
  })

  it('a rating above the profile’s limit, until a PIN opens this title for this sign-in', async () => {
    const { accountId, device } = await household()
    const grownUp = await device()
    const [main] = await listProfiles(grownUp)
    if (!main) throw new Error('An account has a profile.')
    const password = 'mật khẩu dài'
    const passwordHash = await hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })
    await database().update(accounts).set({ passwordHash }).where(eq(accounts.id, accountId))
    const child = await createProfile(grownUp, { name: 'Bé', kids: true, ratingLimit: 'K', password })
    const tablet = await device({ profileId: child.id })
    await setFilm({ ratingCode: 'T18' })
    const { assetId } = film
    await expect(play(tablet, assetId)).rejects.toMatchObject({
      code: 'playback.rating-limit',
      params: { rating: 'T18', limit: 'K', assetId },
    })
    const unlock = (pin: string, profileId = main.id) => unlockTitle(tablet, { assetId, profileId, pin })
    await expect(unlock('1234')).rejects.toMatchObject({ code: 'playback.unlock-refused' })
    const now = (await listProfiles(grownUp)).find(({ id }) => id === main.id)
    await setPin(grownUp, { id: main.id, version: now?.version ?? 0, pin: '1234', password })
    await expect(unlock('4321')).rejects.toMatchObject({ code: 'profile.pin-wrong' })
    await expect(unlock('1234', child.id)).rejects.toMatchObject({ code: 'playback.unlock-refused' })
    await unlock('1234')
    expect(await play(tablet, assetId)).toMatchObject({ slug: 'phim-a' })
    // For this sign-in alone.
    await expect(play(await device({ profileId: child.id }), assetId)).rejects.toMatchObject({
      code: 'playback.rating-limit',
    })
  })

  it('nobody known, and no process in an account’s name', async () => {
    const { accountId } = await household()
    for (const actor of [{ kind: 'anonymous' }, { kind: 'account', accountId, role: 'viewer' }] as const) {
      await expect(play(createContext(actor), film.assetId)).rejects.toMatchObject({
        kind: 'unauthenticated',
      })
    }
  })
})

describe('streams at once', () => {
  it('two devices play, a third is told, frees one and plays', async () => {
    const { device } = await household()
    const [first, second, last] = [await device(), await device(), await device()]
    const begun = await play(first, film.assetId)
    await play(second, film.assetId)
    await expect(play(last, film.assetId)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'playback.too-many-streams',
      params: { playing: 2, limit: 2 },
    })
    const listed = await listPlaybackSessions(last)
    expect(listed).toMatchObject([{ id: begun.playbackSessionId, isOwn: false }, { isOwn: false }])
    await stopPlayback(last, { id: begun.playbackSessionId })
    expect(await play(last, film.assetId)).toMatchObject({ slug: 'phim-a' })
    expect(await heartbeatPlayback(first, { id: begun.playbackSessionId })).toEqual({
      state: 'ended',
      reason: 'stopped-by-owner',
    })
  })

  it('ten at once never exceed what the right allows', async () => {
    const { accountId, device } = await household()
    await grantEntitlement(system, {
      accountId,
      scope: 'catalogue',
      reason: 'gift',
      source: 'three',
      maxStreams: 3,
    })
    const devices = await Promise.all(Array.from({ length: 10 }, () => device()))
    const asked = await Promise.allSettled(devices.map((context) => play(context, film.assetId)))
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect(await listPlaybackSessions(devices[0] ?? system)).toHaveLength(3)
  })

  it('one device goes on with its own session, and its own others make room', async () => {
    const { device } = await household()
    const viewer = await device()
    const begun = await play(viewer, film.assetId)
    expect((await play(viewer, film.assetId)).playbackSessionId).toBe(begun.playbackSessionId)
    await play(await device(), film.assetId)
    const next = await play(viewer, other.assetId)
    expect(next.playbackSessionId).not.toBe(begun.playbackSessionId)
    expect((await play(viewer, third.assetId)).assetId).toBe(third.assetId)
    expect(await listPlaybackSessions(viewer)).toHaveLength(2)
  })
})

describe('a heartbeat', () => {
  it('keeps a session; sixty seconds of silence end it at once, and the sweep writes it down', async () => {
    const { device } = await household()
    const viewer = await device()
    const { playbackSessionId: id } = await play(viewer, film.assetId)
    for (const ms of [20_000, 70_000, 125_000]) {
      const beat = await heartbeatPlayback(later(viewer, ms), { id })
      expect(beat).toMatchObject({ state: 'playing' })
      const lives = beat.state === 'playing' ? Date.parse(beat.expiresAt) - viewer.now.getTime() - ms : 0
      expect(lives).toBeGreaterThan(60_000)
      expect(lives).toBeLessThan(90_000)
    }
    const silent = later(viewer, 125_000 + minute)
    expect(await listPlaybackSessions(silent)).toEqual([])
    expect(await heartbeatPlayback(silent, { id })).toEqual({ state: 'ended', reason: 'silent' })
    await sweepPlaybackSessions({ ...system, now: silent.now })
    const { playbackSessions: kept } = await exportPlayback(viewer, { accountId: accountOf(viewer) })
    expect(kept).toMatchObject([
      { endReason: 'silent', endedAt: new Date(viewer.now.getTime() + 125_000).toISOString() },
    ])
  })

  it('and stopping are for one’s own household, leaving for one’s own device; staff stop any', async () => {
    const { accountId, device } = await household()
    const viewer = await device()
    const { playbackSessionId: id } = await play(viewer, film.assetId)
    const sameHouse = await device()
    const stranger = await (await household()).device()
    const refused = { code: 'playback.session-not-found' }
    for (const context of [sameHouse, stranger]) {
      await expect(heartbeatPlayback(context, { id })).rejects.toMatchObject(refused)
      await expect(leavePlayback(context, { id })).rejects.toMatchObject(refused)
    }
    await expect(stopPlayback(stranger, { id })).rejects.toMatchObject(refused)
    await expect(stopPlayback(createContext({ kind: 'anonymous' }), { id })).rejects.toMatchObject({
      kind: 'unauthenticated',
    })
    const support = createContext({ kind: 'account', accountId: randomUUID(), role: 'support' })
    await stopPlayback(support, { id })
    expect(await heartbeatPlayback(viewer, { id })).toMatchObject({ reason: 'stopped-by-staff' })
    const told = await database().select().from(auditEntries).where(eq(auditEntries.subjectId, accountId))
    expect(told.map(({ action }) => action)).toEqual(['playback.stop'])
    const events = await database().select().from(outbox).where(eq(outbox.type, 'playback.ended'))
    expect(events.map(({ payload }) => payload)).toContainEqual(
      expect.objectContaining({ playbackSessionId: id, reason: 'stopped-by-staff' }),
    )
  })
})

it('ends with its sign-in: no player, no reader without a cookie', async () => {
  const { accountId, device } = await household()
  const viewer = await device()
  const { playbackSessionId: id } = await play(viewer, film.assetId)
  const stays = await play(await device(), film.assetId)
  expect(await isPlaying(id)).toBe(true)
  const sessionId = viewer.actor.kind === 'account' ? (viewer.actor.sessionId ?? '') : ''
  await endSession(viewer, { sessionId })
  // Before any job has run: whoever asks for the sign-in finds it ended.
  expect(await isPlaying(id)).toBe(false)
  expect(await endPlaybackOf(system, { accountId, sessionIds: [sessionId] })).toEqual({ ended: 1 })
  expect(await endPlaybackOf(system, { accountId, sessionIds: [sessionId] })).toEqual({ ended: 0 })
  expect(await isPlaying(stays.playbackSessionId)).toBe(true)
  await expect(endPlaybackOf(viewer, { accountId })).rejects.toMatchObject({ kind: 'forbidden' })
})

it('is forgotten with its account', async () => {
  const { accountId, device } = await household()
  await play(await device(), film.assetId)
  expect(await erasePlayback(system, { accountId })).toEqual({ removed: 1 })
})

function accountOf({ actor }: Context): string {
  return actor.kind === 'account' ? actor.accountId : ''
}
