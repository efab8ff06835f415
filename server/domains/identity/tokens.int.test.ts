import { createHmac } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import {
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  importJWK,
  jwtVerify,
  SignJWT,
} from 'jose'
import { afterAll, beforeEach, expect, test } from 'vitest'
import {
  accounts,
  auditEntries,
  outbox,
  refreshTokens,
  sessions,
  signingKeys,
} from '#db/postgres/schema/index.ts'
import { moveClock } from '../../platform/clock/testing.ts'
import { createContext, systemContext, type Context } from '../../platform/context/context.ts'
import { env } from '../../platform/env/env.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { cacheRedis, closeRedis } from '../../platform/redis/redis.ts'
import { hashSecret } from '../../platform/secrets/hash-secret.ts'
import {
  createAccount,
  endSession,
  issueAccessToken,
  listPublishedKeys,
  refreshSession,
  resolveAccessToken,
  rotateSigningKeys,
  signInForTokens,
} from './index.ts'
import { forgetKeys } from './signing-keys.ts'

const system = systemContext('test')
const anonymous = createContext({ kind: 'anonymous' })
const password = 'mat-khau-dung'
const caller = { address: '192.0.2.1', country: null, userAgent: 'curl/8', deviceId: null }
const minute = 60_000

let accountId = ''

function signIn(email = 'a@example.com') {
  return signInForTokens(anonymous, { email, password, caller })
}

function owner(session: { access_token: string }): Context {
  const sessionId = String(decodeJwt(session.access_token).sid)
  return createContext({ kind: 'account', accountId, role: 'viewer', sessionId })
}

beforeEach(async () => {
  await moveClock(0)
  await database().delete(accounts)
  await database().delete(signingKeys)
  await cacheRedis().flushdb()
  forgetKeys()
  accountId = (await createAccount(system, { email: 'a@example.com', password, role: 'viewer' })).id
})

afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis()])
})

test('a program signs in and anybody verifies its token with the published keys alone', async () => {
  const answer = await signIn()
  expect(answer).toMatchObject({ token_type: 'Bearer', expires_in: 600, user: { id: accountId } })
  const { keys } = await listPublishedKeys()
  expect(keys).toHaveLength(1)
  expect(keys[0]).not.toHaveProperty('d')
  const { kid } = decodeProtectedHeader(answer.access_token)
  expect(keys[0]).toMatchObject({ kid, alg: 'ES256', use: 'sig', kty: 'EC', crv: 'P-256' })
  const issuer = new URL(env().MARQUEE_PUBLIC_URL).origin
  const key = await importJWK(keys[0] ?? {}, 'ES256')
  const { payload } = await jwtVerify(answer.access_token, key, { issuer, audience: issuer, typ: 'at+jwt' })
  expect(payload).toMatchObject({ sub: accountId, user_id: accountId, role: 'viewer' })
  expect(payload).not.toHaveProperty('profile_id')
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(600)
  expect(await resolveAccessToken(answer.access_token)).toMatchObject({
    accountId,
    role: 'viewer',
    kind: 'api',
    profileId: null,
  })
  const [row] = await database().select().from(refreshTokens)
  expect(row?.tokenHash).toBe(hashSecret(answer.refresh_token))
  const [stored] = await database().select().from(signingKeys)
  expect(stored?.privateKey).toMatch(/^v1\.[\w-]+$/)
})

test('a wrong password is refused, and the device is known again by the id it was given', async () => {
  await expect(
    signInForTokens(anonymous, { email: 'a@example.com', password: 'sai', caller }),
  ).rejects.toMatchObject({ code: 'auth.bad-credentials' })
  const first = await signIn()
  await signInForTokens(anonymous, { email: 'a@example.com', password, caller, device_id: first.device_id })
  await signIn()
  const events = await database().select().from(outbox).where(eq(outbox.type, 'session.opened'))
  const ofAccount = events
    .map(({ payload }) => payload as { accountId: string; isNewDevice: boolean })
    .filter((payload) => payload.accountId === accountId)
  // The very first is no news to anybody, the second came from the same device.
  expect(ofAccount.map((payload) => payload.isNewDevice)).toEqual([false, false, true])
})

test('refuses tokens that are altered, unsigned, signed by others or with what is public, of another kind or age', async () => {
  const { access_token: token } = await signIn()
  const [head = '', body = '', signature = ''] = token.split('.')
  const claims = decodeJwt(token)
  const { kid } = decodeProtectedHeader(token)
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const stranger = await generateKeyPair('ES256', { extractable: true })
  const strangeJwk = await exportJWK(stranger.publicKey)
  const { keys } = await listPublishedKeys()
  const confused = `${encode({ alg: 'HS256', typ: 'at+jwt', kid })}.${body}`
  const sign = (header: object) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'ES256', ...header }).sign(stranger.privateKey)
  const bad = {
    empty: '',
    noise: 'not.a.token',
    altered: `${head}.${encode({ ...claims, role: 'admin' })}.${signature}`,
    'another signature': `${head}.${body}.${signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`,
    none: `${encode({ alg: 'none', typ: 'at+jwt', kid })}.${body}.`,
    'public key as secret': `${confused}.${createHmac('sha256', JSON.stringify(keys[0])).update(confused).digest('base64url')}`,
    'strange key under our name': await sign({ typ: 'at+jwt', kid }),
    'strange key of its own': await sign({ typ: 'at+jwt', kid: 'unknown', jwk: strangeJwk }),
    'no key named': await sign({ typ: 'at+jwt' }),
  }
  for (const [name, each] of Object.entries(bad)) {
    await expect(resolveAccessToken(each), name).rejects.toMatchObject({
      code: 'auth.bad-token',
      kind: 'unauthenticated',
    })
  }
  await moveClock(11 * minute)
  await expect(resolveAccessToken(token)).rejects.toMatchObject({ code: 'auth.bad-token' })
})

test('refuses the token of a session that has ended, of a locked account, and one that names another’s session', async () => {
  const [mine, other] = [await signIn(), await signIn()]
  await endSession(owner(other), { sessionId: String(decodeJwt(mine.access_token).sid) })
  await expect(resolveAccessToken(mine.access_token)).rejects.toMatchObject({ code: 'auth.bad-token' })
  await createAccount(system, { email: 'b@example.com', password, role: 'admin' })
  const foreign = await signIn('b@example.com')
  await database()
    .update(sessions)
    .set({ accountId })
    .where(eq(sessions.id, String(decodeJwt(foreign.access_token).sid)))
  await expect(resolveAccessToken(foreign.access_token)).rejects.toMatchObject({ code: 'auth.bad-token' })
  await database().update(accounts).set({ lockedAt: new Date() })
  await expect(resolveAccessToken(other.access_token)).rejects.toMatchObject({ code: 'auth.bad-token' })
  await expect(refreshSession(anonymous, other)).rejects.toMatchObject({ code: 'auth.bad-refresh-token' })
})

test('the role comes from the account as it is now, not from the token', async () => {
  const { access_token: token } = await signIn()
  await database().update(accounts).set({ role: 'editor' }).where(eq(accounts.id, accountId))
  expect((await resolveAccessToken(token)).role).toBe('editor')
})

test('a refresh token is good once; the same asked at once, or again for a lost answer, has one successor', async () => {
  const first = await signIn()
  const answers = await Promise.all(Array.from({ length: 8 }, () => refreshSession(anonymous, first)))
  expect(new Set(answers.map((answer) => answer.refresh_token)).size).toBe(1)
  const second = answers[0] ?? first
  expect(second.refresh_token).not.toBe(first.refresh_token)
  expect(await resolveAccessToken(second.access_token)).toMatchObject({ accountId })
  const rows = await database().select().from(refreshTokens)
  expect(rows).toHaveLength(2)
  expect(JSON.stringify(rows)).not.toContain(second.refresh_token)
  await refreshSession(anonymous, second)
})

test('a used token whose successor was used too ends the session, with event and audit entry', async () => {
  const first = await signIn()
  const second = await refreshSession(anonymous, first)
  const third = await refreshSession(anonymous, second)
  await expect(refreshSession(anonymous, first)).rejects.toMatchObject({ code: 'auth.token-reused' })
  const sessionId = String(decodeJwt(first.access_token).sid)
  const [session] = await database().select().from(sessions).where(eq(sessions.id, sessionId))
  expect(session).toMatchObject({ endReason: 'token-reused' })
  await expect(resolveAccessToken(third.access_token)).rejects.toMatchObject({ code: 'auth.bad-token' })
  await expect(refreshSession(anonymous, third)).rejects.toMatchObject({ code: 'auth.bad-refresh-token' })
  const events = await database().select().from(outbox).where(eq(outbox.type, 'sessions.ended'))
  expect(events.map((event) => event.payload)).toContainEqual({ accountId, sessionIds: [sessionId] })
  const audit = await database()
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectId, accountId), eq(auditEntries.action, 'session.end')))
  expect(audit).toMatchObject([{ detail: { reason: 'token-reused', sessions: 1 } }])
})

test('a used token that comes again after half a minute ends the session', async () => {
  const first = await signIn()
  await refreshSession(anonymous, first)
  await moveClock(minute)
  const later = createContext({ kind: 'anonymous' })
  await expect(refreshSession(later, first)).rejects.toMatchObject({ code: 'auth.token-reused' })
})

test('refreshing keeps a session for 30 days more, unused ones end, and unknown tokens are refused', async () => {
  const first = await signIn()
  await moveClock(20 * 24 * 60 * minute)
  const second = await refreshSession(createContext({ kind: 'anonymous' }), first)
  await moveClock(45 * 24 * 60 * minute)
  const third = await refreshSession(createContext({ kind: 'anonymous' }), second)
  await moveClock(76 * 24 * 60 * minute)
  const late = createContext({ kind: 'anonymous' })
  for (const token of [third.refresh_token, 'made-up']) {
    await expect(refreshSession(late, { refresh_token: token })).rejects.toMatchObject({
      code: 'auth.bad-refresh-token',
    })
  }
})

test('the chosen profile stands in the token and in those that follow', async () => {
  const first = await signIn()
  const profileId = '019f0000-0000-7000-8000-00000000aaaa'
  const chosen = await issueAccessToken(owner(first), { profileId })
  expect(decodeJwt(chosen.access_token)).toMatchObject({ profile_id: profileId, sub: accountId })
  const next = await refreshSession(anonymous, first)
  expect((await resolveAccessToken(next.access_token)).profileId).toBe(profileId)
  // The choice is the session's: a token from before it is no way back.
  expect((await resolveAccessToken(first.access_token)).profileId).toBe(profileId)
  await expect(issueAccessToken(anonymous, { profileId })).rejects.toMatchObject({ kind: 'unauthenticated' })
})

test('replicas that start at once share one key', async () => {
  const keys = await Promise.all(
    Array.from({ length: 6 }, async () => {
      forgetKeys()
      return decodeProtectedHeader((await signIn()).access_token).kid
    }),
  )
  expect(new Set(keys).size).toBe(1)
  expect(await database().select().from(signingKeys)).toHaveLength(1)
})

test('a new key is published before it signs, and the old one until its tokens have ended', async () => {
  const kidOf = async () => decodeProtectedHeader((await signIn()).access_token).kid
  const old = await signIn()
  const { kid: oldKid } = decodeProtectedHeader(old.access_token)
  await expect(rotateSigningKeys(owner(old), {})).rejects.toMatchObject({ kind: 'forbidden' })
  expect(await rotateSigningKeys(systemContext('test'), { when: 'due' })).toEqual({ kid: null })
  const { kid } = await rotateSigningKeys(systemContext('test'), {})
  expect((await listPublishedKeys()).keys.map((key) => key.kid)).toEqual([kid, oldKid])
  expect(await kidOf()).toBe(oldKid)
  await moveClock(11 * minute)
  expect(await kidOf()).toBe(kid)
  await moveClock(22 * minute)
  expect((await listPublishedKeys()).keys.map((key) => key.kid)).toEqual([kid])
  await moveClock(31 * 24 * 60 * minute)
  expect((await rotateSigningKeys(systemContext('test'), { when: 'due' })).kid).not.toBeNull()
})

test('a key that has leaked is put out of use at once', async () => {
  const { access_token: token } = await signIn()
  const { kid } = await rotateSigningKeys(systemContext('test'), { atOnce: true })
  await expect(resolveAccessToken(token)).rejects.toMatchObject({ code: 'auth.bad-token' })
  expect((await listPublishedKeys()).keys.map((key) => key.kid)).toEqual([kid])
  expect(decodeProtectedHeader((await signIn()).access_token).kid).toBe(kid)
})

test('a key sealed with another AUTH_SECRET signs nothing; a new one takes its place', async () => {
  const { access_token: token } = await signIn()
  await database().update(signingKeys).set({ privateKey: 'v1.AAAA' })
  forgetKeys()
  const fresh = await signIn()
  expect(decodeProtectedHeader(fresh.access_token).kid).not.toBe(decodeProtectedHeader(token).kid)
  expect(await resolveAccessToken(token)).toMatchObject({ accountId })
})
