import { eq } from 'drizzle-orm'
import { decodeJwt } from 'jose'
import { encode } from 'next-auth/jwt'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { sessions } from '#db/postgres/schema/index.ts'
import { createAccount, endSession, keepChoice, signIn, signInForTokens } from '../domains/identity/index.ts'
import { listProfiles, setPin } from '../domains/profiles/index.ts'
import { createContext, systemContext } from '../platform/context/context.ts'
import { env } from '../platform/env/env.ts'
import { closeMongo } from '../platform/mongo/mongo.ts'
import { closePostgres, database } from '../platform/postgres/postgres.ts'
import { closeRedis } from '../platform/redis/redis.ts'
import { endSessionOfCookie } from './auth-options.ts'
import { personalJson } from './read-json.ts'
import { route } from './route.ts'

/** What Next would tell of the request. */
const asked = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock('next/headers', () => ({ headers: async () => asked.headers }))
vi.mock('next/server', () => ({ connection: async () => {} }))

const anonymous = createContext({ kind: 'anonymous' })
const caller = { address: '192.0.2.1', country: null, userAgent: 'test', deviceId: null }
const who = { email: 'a@example.com', password: 'mat-khau-dung', caller }
const spec = { summary: 'Tells who asks.', access: 'public', budget: 'page', answers: { 200: null } } as const
const tellWho = route(spec, async (_request, context) => personalJson(context.actor))

/** As next-auth sets it. */
async function cookieFor(sessionId: string, maxAge?: number, secret = env().AUTH_SECRET): Promise<string> {
  const token = await encode({ token: { sid: sessionId }, secret, ...(maxAge ? { maxAge } : {}) })
  return `other=1; next-auth.session-token=${token}`
}

/** One letter of what signs it is another. */
function altered(signed: string): string {
  return signed.replace(/.(?=.{9}$)/, (letter) => (letter === 'A' ? 'B' : 'A'))
}

async function ask(
  headers: Record<string, string>,
  sessionId: string | null = null,
): Promise<{ status: number; body: Record<string, unknown>; challenge: string | null }> {
  asked.headers = new Headers(headers)
  if (sessionId !== null) asked.headers.set('cookie', await cookieFor(sessionId))
  const request = new Request('http://localhost/api/users/me', { method: 'POST', headers })
  const answer = await tellWho(request, { params: Promise.resolve({}) })
  const body = (await answer.json()) as Record<string, unknown>
  return { status: answer.status, body, challenge: answer.headers.get('www-authenticate') }
}

beforeEach(async () => {
  await createAccount(systemContext('test'), { ...who, role: 'viewer' }).catch(() => {})
})

afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis(), closeMongo()])
})

test('a token speaks for its session, and for no cookie beside it', async () => {
  const { access_token: token, user } = await signInForTokens(anonymous, who)
  const { sessionId: cookieSession } = await signIn(anonymous, who)
  const byToken = await ask({ authorization: `Bearer ${token}` }, cookieSession)
  expect(byToken).toMatchObject({
    status: 200,
    body: { kind: 'account', accountId: user.id, role: 'viewer', sessionId: decodeJwt(token).sid },
  })
  expect((await ask({}, cookieSession)).body).toMatchObject({ sessionId: cookieSession })
  expect((await ask({ authorization: 'Basic c3RhZ2U6c3RhZ2U=' }, cookieSession)).body).toMatchObject({
    sessionId: cookieSession,
  })
})

test('a bad token is refused even beside a good cookie, and where its session has ended', async () => {
  const { access_token: token, user } = await signInForTokens(anonymous, who)
  const { sessionId: cookieSession } = await signIn(anonymous, who)
  for (const authorization of ['Bearer', 'Bearer x.y.z', `bearer ${altered(token)}`]) {
    expect(await ask({ authorization }, cookieSession)).toMatchObject({
      status: 401,
      body: { code: 'auth.bad-token' },
      challenge: 'Bearer realm="marquee"',
    })
  }
  const owner = createContext({ kind: 'account', accountId: user.id, role: 'viewer' })
  await endSession(owner, { sessionId: String(decodeJwt(token).sid) })
  expect(await ask({ authorization: `Bearer ${token}` }, cookieSession)).toMatchObject({ status: 401 })
})

test('a page of another site changes nothing by cookie; who knows the token is asked for no origin', async () => {
  const { access_token: token } = await signInForTokens(anonymous, who)
  const { sessionId } = await signIn(anonymous, who)
  const foreign = { cookie: 'next-auth.session-token=x', origin: 'https://elsewhere.example' }
  expect(await ask(foreign, sessionId)).toMatchObject({ status: 403, body: { code: 'auth.foreign-origin' } })
  expect((await ask({ ...foreign, authorization: `Bearer ${token}` }, sessionId)).status).toBe(200)
})

test('who watches is kept with the session: no cookie, a former one or another’s changes it', async () => {
  const { sessionId, account } = await signIn(anonymous, who)
  const child = '019f0000-0000-7000-8000-00000000aaaa'
  const session = await cookieFor(sessionId)
  const watcher = async (cookie: string) => (await ask({ cookie })).body.profileId
  expect(await watcher(`${session}; marquee.profile=${child}`)).toBeUndefined()
  const own = createContext({ kind: 'account', accountId: account.id, role: 'viewer', sessionId })
  await keepChoice(own, { profileId: child })
  for (const cookie of ['', `; marquee.profile=${account.id}`, '; marquee.profile=x'])
    expect(await watcher(session + cookie)).toBe(child)
  // As another process meets it that believed the session a moment ago: its own cookie has it looked at again.
  await database().update(sessions).set({ profileId: account.id }).where(eq(sessions.id, sessionId))
  expect(await watcher(`${session}; marquee.profile=${account.id}`)).toBe(account.id)
})

test('a new PIN has the other devices ask who is watching', async () => {
  const { sessionId, account } = await signIn(anonymous, who)
  const { sessionId: elsewhere } = await signIn(anonymous, who)
  const own = (id: string) =>
    createContext({ kind: 'account', accountId: account.id, role: 'viewer', sessionId: id })
  for (const id of [sessionId, elsewhere]) await keepChoice(own(id), { profileId: account.id })
  const [main] = await listProfiles(own(sessionId))
  const { id, version } = main!
  await setPin(own(sessionId), { id, version, pin: '4711', password: who.password })
  expect((await ask({}, sessionId)).body.profileId).toBe(account.id)
  expect((await ask({}, elsewhere)).body.profileId).toBeUndefined()
})

test('a cookie that has expired, was altered or made with another secret names nobody', async () => {
  const { sessionId } = await signIn(anonymous, who)
  const good = await cookieFor(sessionId)
  const bad = [
    await cookieFor(sessionId, -60),
    await cookieFor(sessionId, 60, 'another secret of thirty-two characters'),
    altered(good),
    'next-auth.session-token=',
  ]
  for (const cookie of bad) expect((await ask({ cookie })).body).toEqual({ kind: 'anonymous' })
  expect((await ask({ cookie: good })).body).toMatchObject({ sessionId })
})

test('a cookie’s session that is ended at the same moment from elsewhere is in nobody’s way', async () => {
  const { sessionId } = await signIn(anonymous, who)
  await Promise.all([endSessionOfCookie(sessionId), endSessionOfCookie(sessionId)])
  expect((await ask({}, sessionId)).body).toMatchObject({ kind: 'anonymous' })
})
