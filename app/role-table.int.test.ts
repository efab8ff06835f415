import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { encode } from 'next-auth/jwt'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { accounts } from '#db/postgres/schema/identity.ts'
import { giveAccessToken } from '#server/domains/identity/give-tokens.ts'
import { createAccount } from '#server/domains/identity/index.ts'
import { insertSession } from '#server/domains/identity/session.repository.ts'
import { createProfile } from '#server/domains/profiles/index.ts'
import { describeModules, undocumented } from '#server/http/openapi/describe-modules.ts'
import type { RouteSpec } from '#server/http/route-spec.ts'
import { may } from '#server/platform/authorize/authorize.ts'
import { createContext, systemContext, type Actor } from '#server/platform/context/context.ts'
import { roles, type Role } from '#server/platform/context/roles.ts'
import { env } from '#server/platform/env/env.ts'
import { closeMongo } from '#server/platform/mongo/mongo.ts'
import { closePostgres, database, inTransaction } from '#server/platform/postgres/postgres.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { routeModules } from './api/openapi.json/route-modules.ts'
import { actionAccess, type Access } from './role-table.ts'

/** What Next would tell of the request. */
const asked = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock('next/headers', () => ({
  headers: async () => asked.headers,
  cookies: async () => ({ get: () => undefined, set: () => {}, delete: () => {} }),
}))
vi.mock('next/server', () => ({ connection: async () => {}, after: () => {} }))
vi.mock('next/cache', () => ({ revalidatePath: () => {}, revalidateTag: () => {}, updateTag: () => {} }))
vi.mock('#server/http/handle-next-auth.ts', () => ({ handleNextAuth: async () => new Response(null) }))
// next-intl's own imports Next in a way that Node alone does not find.
vi.mock('#i18n/navigation.ts', () => ({ getPathname: ({ href }: { href: string }) => href }))
vi.mock('next-intl/server', () => ({
  getLocale: async () => 'vi',
  getTranslations: async () => Object.assign((key: string) => key, { has: () => false }),
}))
vi.mock('#server/http/limit-caller.ts', () => ({ limitCaller: async () => null }))

type State = 'live' | 'ended' | 'locked'
type Who = {
  name: string
  role: Role | null
  state: State
  by: 'cookie' | 'token' | 'nothing'
  isKids?: true
}

const everybody: Who[] = [
  { name: 'nobody', role: null, state: 'live', by: 'nothing' },
  ...(['cookie', 'token'] as const).flatMap((by) => [
    ...roles.map((role): Who => ({ name: `${role} by ${by}`, role, state: 'live', by })),
    // An admin's, since whatever they open would open everything.
    { name: `ended session by ${by}`, role: 'admin' as const, state: 'ended' as const, by },
    { name: `locked account by ${by}`, role: 'admin' as const, state: 'locked' as const, by },
    ...(['viewer', 'admin'] as const).map((role): Who => ({
      name: `child of ${role} by ${by}`,
      role,
      state: 'live',
      by,
      isKids: true,
    })),
  ]),
]

const accountOf = new Map<string, string>()
const childOf = new Map<string, string>()

beforeAll(async () => {
  for (const [name, role] of [...roles.map((each) => [each, each] as const), ['locked', 'admin'] as const]) {
    const account = { email: `${name}@example.com`, password: 'thỏ-trắng-ăn-cà-rốt', role }
    accountOf.set(name, (await createAccount(systemContext('test'), account)).id)
  }
  for (const role of ['viewer', 'admin'] as const) childOf.set(role, await makeChild(role))
  const locked = accountOf.get('locked') ?? ''
  await database().update(accounts).set({ lockedAt: new Date() }).where(eq(accounts.id, locked))
})

afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis(), closeMongo()])
})

async function makeChild(role: Role): Promise<string> {
  const accountId = accountOf.get(role) ?? ''
  const context = createContext({ kind: 'account', accountId, role })
  return (await createProfile(context, { name: 'Bé Na', kids: true })).id
}

/** Signs in anew for each question: some of them end the session that asks. */
async function become({ role, state, by, isKids }: Who): Promise<Headers> {
  asked.headers = new Headers({ origin: new URL(env().MARQUEE_PUBLIC_URL).origin })
  if (role === null) return asked.headers
  const now = new Date()
  const session = await inTransaction((tx) =>
    insertSession(tx, {
      accountId: accountOf.get(state === 'locked' ? 'locked' : role) ?? '',
      kind: by === 'token' ? 'api' : 'browser',
      methods: ['password'],
      deviceHash: null,
      userAgent: 'test',
      address: '127.0.0.1',
      country: null,
      createdAt: now,
      lastUsedAt: now,
      expiresAt: new Date(now.getTime() + 3_600_000),
      endedAt: state === 'ended' ? now : null,
      profileId: isKids ? (childOf.get(role) ?? null) : null,
    }),
  )
  if (by === 'token') {
    const { access_token: token } = await giveAccessToken(session, role)
    asked.headers.set('authorization', `Bearer ${token}`)
  } else {
    const cookie = await encode({ token: { sid: session.id }, secret: env().AUTH_SECRET })
    asked.headers.set('cookie', `next-auth.session-token=${cookie}`)
  }
  return asked.headers
}

/** 0 where the answer must not refuse, else the status that it must refuse with. */
function refusalFor({ role, state, isKids }: Who, access: Access): 0 | 401 | 403 {
  if (access === 'public') return 0
  if (role === null || state !== 'live') return 401
  const actor: Actor = {
    kind: 'account',
    accountId: accountOf.get(role) ?? '',
    role,
    ...(isKids && { isKids }),
  }
  return access === 'signed-in' || may(actor, access) ? 0 : 403
}

const allRoutes = async () => {
  const lists = await Promise.all(
    Object.entries(routeModules).map(async ([pattern, load]) =>
      describeModules(pattern, await load()).map((route) => ({ ...route, pattern, load })),
    ),
  )
  return lists.flat()
}

describe('routes', async () => {
  describe.each(await allRoutes())('$method $pattern ($spec.access)', ({ method, pattern, spec, load }) => {
    it.each(everybody)('$name', async (who) => {
      const headers = await become(who)
      const { request, params } = requestFor(method, pattern, spec, headers)
      const handler = ((await load()) as Record<string, unknown>)[method] as (
        request: Request,
        segment: { params: Promise<unknown> },
      ) => Promise<Response>
      const response = await handler(request, { params: Promise.resolve(params) })
      const expected = refusalFor(who, spec.access)
      const text = await response.text()
      if (expected === 0) {
        // The session of a token that has ended is told so by whatever is open to all.
        const isDead = spec.access === 'public' && who.by === 'token' && who.state !== 'live'
        if (!isDead && !spec.secretHeader)
          expect(text).not.toMatch(/"code":"auth\.(sign-in|forbidden|bad-token|kids)/)
        expect(response.status).toBeLessThan(500)
        return
      }
      expect(response.status).toBe(expected)
      if (method !== 'HEAD') {
        const problem = JSON.parse(text) as Record<string, unknown>
        expect(Object.keys(problem).toSorted()).toEqual([
          'code',
          'params',
          'requestId',
          'status',
          'title',
          'type',
        ])
        expect(problem).toMatchObject({ code: expect.stringMatching(/^auth\./), params: {} })
      }
    })
  })

  it('that the table leaves out are few, and each for a reason', () => {
    expect(Object.values(undocumented).every((reason) => reason.length > 20)).toBe(true)
    expect(Object.keys(undocumented)).toHaveLength(2)
  })
})

function requestFor(method: string, pattern: string, spec: RouteSpec, headers: Headers) {
  const params: Record<string, string | string[]> = {}
  const pathname = pattern.replaceAll(
    /\[+(\.\.\.)?(\w+)\]+/g,
    (_whole, rest: string | undefined, name: string) => {
      const value = name === 'locale' ? 'vi' : randomUUID()
      if (!pattern.includes('[[')) params[name] = rest ? [value] : value
      return value
    },
  )
  const sent = new Headers(headers)
  const body = spec.body && ('mediaType' in spec.body ? 'bytes' : '{}')
  if (spec.body) sent.set('content-type', 'mediaType' in spec.body ? spec.body.mediaType : 'application/json')
  const request = new Request(`http://localhost:3000${pathname}`, {
    method,
    headers: sent,
    ...(body && { body }),
  })
  return { request, params }
}

const filesOfActions = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => path.posix.join('app', file))
  .filter((file) => /^['"]use server['"]/m.test(readFileSync(file, 'utf8')))

describe('server actions', () => {
  it.each(filesOfActions)('of %s have their row each', (file) => {
    const exported = [...readFileSync(file, 'utf8').matchAll(/^export (?:const|async function) (\w+)/gm)]
    expect(Object.keys(actionAccess[file] ?? {}).toSorted()).toEqual(
      exported.map(([, name = '']) => name).toSorted(),
    )
  })

  it('stand in files of their own, and the table has none that is gone', () => {
    for (const file of filesOfActions) expect(readFileSync(file, 'utf8')).toMatch(/^['"]use server['"]/)
    expect(Object.keys(actionAccess).toSorted()).toEqual(filesOfActions.toSorted())
  })

  const rows = Object.entries(actionAccess).flatMap(([file, actions]) =>
    Object.entries(actions).map(([name, row]) => ({
      file,
      name,
      ...(typeof row === 'string' ? { access: row, input: undefined } : row),
    })),
  )
  describe.each(rows)('$name ($access)', ({ file, name, access, input }) => {
    it.each(everybody)('$name', async (who) => {
      await become(who)
      const actions = (await import(path.resolve(file))) as Record<
        string,
        (input: unknown) => Promise<unknown>
      >
      const result = codeOf(await actions[name]?.(input))
      const expected = refusalFor(who, access)
      if (expected === 0) expect(result).not.toMatch(/^(auth\.|internal)/)
      else if (expected === 401) expect(['refused', 'auth.sign-in-required']).toContain(result)
      else
        expect(['refused', 'auth.forbidden', ...(who.isKids ? ['auth.kids-profile'] : [])]).toContain(result)
    })

    it('refuses what no page of ours asks', async () => {
      for (const origin of [null, 'https://elsewhere.example', 'null']) {
        await become({ name: 'admin', role: 'admin', state: 'live', by: 'cookie' })
        asked.headers.delete('origin')
        if (origin !== null) asked.headers.set('origin', origin)
        const actions = (await import(path.resolve(file))) as Record<
          string,
          (input: unknown) => Promise<unknown>
        >
        expect(['refused', 'auth.foreign-origin']).toContain(codeOf(await actions[name]?.(input)))
      }
    })
  })
})

/** The code that an action refuses with; `refused` where it tells its page no more than that. */
function codeOf(result: unknown): string {
  if (typeof result !== 'object' || result === null) return result === null ? 'refused' : 'done'
  if ('code' in result) return String(result.code)
  return 'ok' in result && result.ok === false ? 'refused' : 'done'
}
