import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createAccount } from '#server/domains/identity/index.ts'
import type { ApiSignedInDto, SessionDto, TokensDto } from '#server/domains/identity/schemas.ts'
import { systemContext } from '#server/platform/context/context.ts'
import { closePostgres } from '#server/platform/postgres/postgres.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { GET as wellKnownKeys } from '../../.well-known/jwks.json/route.ts'
import { GET as whoAmI } from '../users/me/route.ts'
import { DELETE as endSession } from '../users/me/sessions/[id]/route.ts'
import { DELETE as endOthers, GET as listSessions } from '../users/me/sessions/route.ts'
import { GET as keys } from './jwks.json/route.ts'
import { POST as login } from './login/route.ts'
import { POST as logout } from './logout/route.ts'
import { POST as refresh } from './refresh/route.ts'

/** The header that Next would tell of the request. */
const asked = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock('next/headers', () => ({ headers: async () => asked.headers }))
vi.mock('next/server', () => ({ connection: async () => {} }))
vi.mock('next-auth', () => ({ getServerSession: async () => null }))

const who = { email: 'a@example.com', password: 'mat-khau-dung' }

type Handler<Params> = (request: Request, segment: { params: Promise<Params> }) => Promise<Response>

async function ask<Params extends Record<string, string>>(
  handler: Handler<Params>,
  { token, body, params }: { token?: string; body?: unknown; params?: Params } = {},
) {
  const headers = new Headers({
    'user-agent': 'Marquee-TV/2.1',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  })
  asked.headers = headers
  const request = new Request('http://localhost/api', {
    method: 'POST',
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer = await handler(request, { params: Promise.resolve(params ?? ({} as Params)) })
  const text = await answer.text()
  return {
    status: answer.status,
    body: (text === '' ? null : JSON.parse(text)) as unknown,
    headers: answer.headers,
  }
}

const signIn = async () => (await ask(login, { body: who })).body as ApiSignedInDto

beforeAll(async () => {
  await createAccount(systemContext('test'), { ...who, role: 'viewer' })
})

afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis()])
})

test('the whole walk of a program: sign in, ask, refresh with an outworn token beside, sign out', async () => {
  const signedIn = await ask(login, { body: who })
  expect(signedIn.status).toBe(200)
  expect(signedIn.headers.get('cache-control')).toBe('private, no-store')
  const { access_token: token, refresh_token: refreshToken } = signedIn.body as ApiSignedInDto
  expect((await ask(whoAmI, { token })).body).toMatchObject({ account: { email: who.email } })
  const renewed = await ask(refresh, { token: 'worn.out.token', body: { refresh_token: refreshToken } })
  expect(renewed.status).toBe(200)
  const { access_token: second } = renewed.body as TokensDto
  expect((await ask(logout, { token: second })).status).toBe(204)
  expect(await ask(whoAmI, { token: second })).toMatchObject({
    status: 401,
    body: { code: 'auth.bad-token' },
  })
})

test('a wrong password, a body that is none and no token are refused', async () => {
  expect(await ask(login, { body: { ...who, password: 'sai' } })).toMatchObject({
    status: 401,
    body: { code: 'auth.bad-credentials' },
  })
  expect((await ask(login, { body: { email: 1 } })).status).toBe(400)
  expect(await ask(refresh, { body: { refresh_token: 'made-up' } })).toMatchObject({
    status: 401,
    body: { code: 'auth.bad-refresh-token' },
  })
  for (const handler of [whoAmI, logout, listSessions, endOthers]) {
    expect(await ask(handler)).toMatchObject({ status: 401, body: { code: 'auth.sign-in-required' } })
  }
})

test('sessions are listed with this one first, ended singly and all but this one', async () => {
  const [here, there] = [await signIn(), await signIn()]
  await signIn()
  const { sid: thereId } = decodeJwt(there.access_token)
  const listed = (await ask(listSessions, { token: here.access_token })).body as { sessions: SessionDto[] }
  expect(listed.sessions[0]).toMatchObject({
    id: decodeJwt(here.access_token).sid,
    isCurrent: true,
    device: { kind: 'program', browser: 'Marquee-TV' },
  })
  expect(listed.sessions.filter((each) => each.isCurrent)).toHaveLength(1)
  const params = { id: String(thereId) }
  expect((await ask(endSession, { token: here.access_token, params })).status).toBe(204)
  expect((await ask(whoAmI, { token: there.access_token })).status).toBe(401)
  expect((await ask(endSession, { token: here.access_token, params })).status).toBe(404)
  expect((await ask(endOthers, { token: here.access_token })).body).toEqual({ ended: 1 })
  expect((await ask(whoAmI, { token: here.access_token })).status).toBe(200)
})

test('the public keys are at both addresses and may be kept for a while', async () => {
  const answers = [await ask(keys), await ask(wellKnownKeys)]
  expect(answers[0]?.body).toEqual(answers[1]?.body)
  expect(answers[0]?.headers.get('cache-control')).toBe('public, max-age=300')
  expect(JSON.stringify(answers[0]?.body)).not.toMatch(/"d"/)
})
