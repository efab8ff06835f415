import { eq, isNotNull } from 'drizzle-orm'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { accounts, refreshTokens, sessions } from '#db/postgres/schema/index.ts'
import { createContext, systemContext, type Context } from '../../platform/context/context.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { closeRedis } from '../../platform/redis/redis.ts'
import {
  createAccount,
  endOwnSession,
  findSessionEnds,
  listSessions,
  refreshSession,
  resolveSession,
  signIn,
  signInForTokens,
  sweepSessions,
} from './index.ts'
import { forgetSessions } from './resolve-session.ts'

const anonymous = createContext({ kind: 'anonymous' })
const day = 24 * 60 * 60 * 1000
const caller = {
  address: '192.0.2.1',
  country: 'VN',
  userAgent: 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0',
  deviceId: 'a-device-of-its-own',
}
const who = { email: 'a@example.com', password: 'mat-khau-dung', caller }
const ago = (days: number) => new Date(Date.now() - days * day)

let accountId = ''

function as(sessionId: string): Context {
  return createContext({ kind: 'account', accountId, role: 'viewer', sessionId })
}

beforeEach(async () => {
  await database().delete(accounts)
  accountId = (await createAccount(systemContext('test'), { ...who, role: 'viewer' })).id
})

afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis()])
})

test('listSessions tells device, place and last use, this one first, and nobody else’s', async () => {
  const { sessionId: here } = await signIn(anonymous, who)
  const { sessionId: there } = await signIn(anonymous, who)
  const { sessionId: gone } = await signIn(anonymous, who)
  await endOwnSession(as(gone))
  await createAccount(systemContext('test'), { ...who, email: 'b@example.com', role: 'viewer' })
  await signIn(anonymous, { ...who, email: 'b@example.com' })
  const listed = await listSessions(as(here))
  expect(listed.map((each) => [each.id, each.isCurrent])).toEqual([
    [here, true],
    [there, false],
  ])
  expect(listed[0]).toMatchObject({
    kind: 'browser',
    country: 'VN',
    device: { kind: 'computer', browser: 'Edge', system: 'Windows' },
  })
  expect(JSON.stringify(listed)).not.toContain('192.0.2.1')
  await expect(listSessions(anonymous)).rejects.toMatchObject({ kind: 'unauthenticated' })
  await expect(endOwnSession(anonymous)).rejects.toMatchObject({ kind: 'unauthenticated' })
})

test('findSessionEnds tells why a session is over', async () => {
  const { sessionId: out } = await signIn(anonymous, who)
  const { sessionId: old } = await signIn(anonymous, who)
  const { sessionId: alive } = await signIn(anonymous, who)
  await endOwnSession(as(out))
  await database()
    .update(sessions)
    .set({ expiresAt: ago(1) })
    .where(eq(sessions.id, old))
  const ends = await findSessionEnds([out, old, alive])
  expect([...ends.keys()].toSorted()).toEqual([out, old].toSorted())
  expect([ends.get(out)?.reason, ends.get(old)?.reason]).toEqual(['signed-out', 'expired'])
})

test.each([
  { role: 'viewer', unused: 14, most: 30 },
  { role: 'admin', unused: 0.5, most: 7 },
  { role: 'support', unused: 0.5, most: 7 },
] as const)(
  'a browser of a $role stays signed in $unused days unused, $most at all',
  async ({ role, unused, most }) => {
    await database().update(accounts).set({ role })
    const { sessionId } = await signIn(anonymous, who)
    const ofSession = eq(sessions.id, sessionId)
    const daysLeft = async () => {
      const [row] = await database().select().from(sessions).where(ofSession)
      return ((row?.expiresAt.getTime() ?? 0) - Date.now()) / day
    }
    expect(await daysLeft()).toBeCloseTo(unused, 2)
    // Used again a while after, each time asked for the first time in this process.
    await database()
      .update(sessions)
      .set({ lastUsedAt: ago(unused / 2), expiresAt: ago(-unused / 2) })
      .where(ofSession)
    expect(await resolveSession(sessionId)).not.toBeNull()
    await expect.poll(daysLeft).toBeCloseTo(unused, 2)
    forgetSessions([sessionId])
    const begun = { createdAt: ago(most - 0.1), lastUsedAt: ago(0.2) }
    await database().update(sessions).set(begun).where(ofSession)
    expect(await resolveSession(sessionId)).not.toBeNull()
    await expect.poll(daysLeft).toBeCloseTo(0.1, 2)
    forgetSessions([sessionId])
    await database()
      .update(sessions)
      .set({ expiresAt: ago(0) })
      .where(ofSession)
    expect(await resolveSession(sessionId)).toBeNull()
  },
)

test('sweepSessions removes what has been over for 90 days, but never the last of an account', async () => {
  const ids: string[] = []
  for (let each = 0; each < 4; each++) ids.push((await signIn(anonymous, who)).sessionId)
  const [ended = '', expired = '', lately = '', last = ''] = ids
  const set = (id: string, values: Partial<typeof sessions.$inferInsert>) =>
    database().update(sessions).set(values).where(eq(sessions.id, id))
  await set(ended, { endedAt: ago(91), endReason: 'signed-out', lastUsedAt: ago(95) })
  await set(expired, { expiresAt: ago(91), lastUsedAt: ago(94) })
  await set(lately, { endedAt: ago(89), endReason: 'signed-out', lastUsedAt: ago(93) })
  await set(last, { expiresAt: ago(91), lastUsedAt: ago(92) })
  await expect(sweepSessions(as(last))).rejects.toMatchObject({ kind: 'forbidden' })
  expect(await sweepSessions(systemContext('test'))).toEqual({ sessions: 2, tokens: 0 })
  const left = await database().select({ id: sessions.id }).from(sessions)
  expect(left.map((each) => each.id).toSorted()).toEqual([lately, last].toSorted())
})

test('sweepSessions removes refresh tokens used long ago and leaves the one in use', async () => {
  const second = await refreshSession(anonymous, await signInForTokens(anonymous, who))
  await database()
    .update(refreshTokens)
    .set({ usedAt: ago(91) })
    .where(isNotNull(refreshTokens.usedAt))
  expect(await sweepSessions(systemContext('test'))).toEqual({ sessions: 0, tokens: 1 })
  await expect(refreshSession(anonymous, second)).resolves.toMatchObject({ token_type: 'Bearer' })
})
