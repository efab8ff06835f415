import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { accounts, auditEntries, outbox, sessions } from '#db/postgres/schema/index.ts'
import { createContext, systemContext, type Context, type Role } from '../../platform/context/context.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { cacheRedis, closeRedis } from '../../platform/redis/redis.ts'
import {
  createAccount,
  endSessionsOfAccount,
  getPerson,
  listAccounts,
  listSessionsOfAccount,
  lockAccount,
  resolveSession,
  setAccountRole,
  signIn,
  unlockAccount,
} from './index.ts'

const system = systemContext('test')
const password = 'mat-khau-rieng-9'
const reason = 'Có người lạ dùng'
const as = (role: Role, accountId = '019f0000-0000-7000-8000-000000000000'): Context =>
  createContext({ kind: 'account', accountId, role })

async function make(name: string, role: Role = 'viewer') {
  const email = `${name.toLowerCase().replace(/[^a-z]/g, '')}@example.com`
  const account = await createAccount(system, { email, password, role, displayName: name })
  return account.id
}

async function open(accountId: string): Promise<string> {
  const { email } = await getPerson(system, { accountId })
  const caller = { address: '192.0.2.7', country: 'VN', userAgent: 'test', deviceId: null }
  const signedIn = await signIn(createContext({ kind: 'anonymous' }), { email, password, caller })
  return signedIn.sessionId
}

const auditOf = (id: string) =>
  database().select().from(auditEntries).where(eq(auditEntries.subjectId, id)).orderBy(auditEntries.at)

beforeEach(async () => {
  await database().delete(accounts)
  await cacheRedis().flushdb()
})

afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis()])
})

describe('the list of people', () => {
  test('is searched without marks, filtered by role and state, sorted and paged', async () => {
    const lan = await make('Đặng Thị Lan')
    await make('Bình', 'support')
    const closing = await make('Cúc')
    await database().update(accounts).set({ emailVerifiedAt: new Date() })
    await database().update(accounts).set({ erasesAt: new Date() }).where(eq(accounts.id, closing))
    await lockAccount(system, { accountId: lan, reason })
    const names = async (input: Parameters<typeof listAccounts>[1]) =>
      (await listAccounts(as('support'), input)).accounts.map((each) => each.displayName)
    expect(await names({ text: 'dang lan' })).toEqual(['Đặng Thị Lan'])
    expect(await names({ text: '%' })).toEqual([])
    expect(await names({ role: 'support' })).toEqual(['Bình'])
    expect(await names({ state: 'locked' })).toEqual(['Đặng Thị Lan'])
    expect(await names({ state: 'closing' })).toEqual(['Cúc'])
    expect(await names({ state: 'active' })).toEqual(['Bình'])
    expect(await names({ sort: 'name', direction: 'desc' })).toEqual(['Đặng Thị Lan', 'Cúc', 'Bình'])
    expect(await names({ sort: 'name', page: 2, pageSize: 2 })).toEqual(['Đặng Thị Lan'])
  })

  test('tells when somebody was last here', async () => {
    const accountId = await make('Mai')
    expect((await getPerson(system, { accountId })).lastUsedAt).toBeNull()
    await open(accountId)
    expect((await getPerson(system, { accountId })).lastUsedAt).not.toBeNull()
    const [first] = (await listAccounts(system, { sort: 'used', direction: 'desc' })).accounts
    expect(first).toMatchObject({ id: accountId })
  })

  test.each(['viewer', 'editor'] as const)('is closed to a %s', async (role) => {
    await expect(listAccounts(as(role), {})).rejects.toMatchObject({ kind: 'forbidden' })
    const accountId = await make('Mai')
    await expect(getPerson(as(role), { accountId })).rejects.toMatchObject({ kind: 'forbidden' })
  })
})

describe('locking', () => {
  test('ends every session, says why, and is undone', async () => {
    const accountId = await make('Lan')
    const sessionId = await open(accountId)
    expect(await resolveSession(sessionId)).not.toBeNull()
    await lockAccount(as('support'), { accountId, reason })
    expect(await resolveSession(sessionId)).toBeNull()
    expect(await getPerson(as('support'), { accountId })).toMatchObject({
      state: 'locked',
      lockReason: reason,
    })
    const [row] = await database().select().from(sessions).where(eq(sessions.id, sessionId))
    expect(row?.endReason).toBe('locked')
    const ended = await database().select().from(outbox).where(eq(outbox.type, 'sessions.ended'))
    expect(ended.map((event) => event.payload)).toContainEqual({ accountId, sessionIds: [sessionId] })
    await expect(open(accountId)).rejects.toMatchObject({ code: 'account.locked' })
    await unlockAccount(as('support'), { accountId })
    await open(accountId)
    const actions = (await auditOf(accountId)).map((entry) => entry.action)
    expect(actions).toEqual(expect.arrayContaining(['account.lock', 'session.end', 'account.unlock']))
  })

  test('wants a reason, somebody who may, and somebody else', async () => {
    const accountId = await make('Lan')
    const admin = await make('Anh', 'admin')
    const lock = (context: Context, input = { accountId, reason }) => lockAccount(context, input)
    await expect(lock(as('support'), { accountId, reason: '  ' })).rejects.toMatchObject({
      code: 'input.invalid',
    })
    for (const role of ['viewer', 'editor', 'finance'] as const) {
      await expect(lock(as(role))).rejects.toMatchObject({ kind: 'forbidden' })
      await expect(unlockAccount(as(role), { accountId })).rejects.toMatchObject({ kind: 'forbidden' })
    }
    await expect(lock(createContext({ kind: 'anonymous' }))).rejects.toMatchObject({
      kind: 'unauthenticated',
    })
    await expect(lock(as('support', accountId))).rejects.toMatchObject({ code: 'account.own' })
    await expect(lock(as('support'), { accountId: admin, reason })).rejects.toMatchObject({
      code: 'account.staff',
    })
    await expect(unlockAccount(as('support'), { accountId })).rejects.toMatchObject({
      code: 'account.not-locked',
    })
    await lock(as('support'))
    await expect(lock(as('support'))).rejects.toMatchObject({ code: 'account.already-locked' })
  })

  test('two at once make one lock', async () => {
    const accountId = await make('Lan')
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => lockAccount(as('support'), { accountId, reason })),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    const locks = (await auditOf(accountId)).filter((entry) => entry.action === 'account.lock')
    expect(locks).toHaveLength(1)
  })
})

describe('the last admin', () => {
  test('is neither locked nor demoted', async () => {
    const accountId = await make('Anh', 'admin')
    const lastAdmin = { code: 'account.last-admin' }
    await expect(setAccountRole(system, { accountId, role: 'viewer' })).rejects.toMatchObject(lastAdmin)
    await expect(lockAccount(system, { accountId, reason })).rejects.toMatchObject(lastAdmin)
  })

  test('stays when all of them are demoted and locked at once', async () => {
    const ids = await Promise.all(['An', 'Ba', 'Chi', 'Du'].map((name) => make(name, 'admin')))
    const results = await Promise.allSettled(
      ids.map((accountId, index) =>
        index % 2 === 0
          ? setAccountRole(system, { accountId, role: 'viewer' })
          : lockAccount(system, { accountId, reason }),
      ),
    )
    expect(results.filter((result) => result.status === 'rejected')).toHaveLength(1)
    const { accounts: admins } = await listAccounts(system, { role: 'admin' })
    expect(admins.filter((admin) => admin.state !== 'locked')).toHaveLength(1)
  })
})

describe('a role', () => {
  test('is changed by an admin, for others alone, and counts at once', async () => {
    const admin = await make('Anh', 'admin')
    const accountId = await make('Bình')
    await setAccountRole(as('admin', admin), { accountId, role: 'support' })
    const sessionId = await open(accountId)
    expect(await resolveSession(sessionId)).toMatchObject({ role: 'support' })
    expect((await auditOf(accountId)).find((entry) => entry.action === 'account.set-role')).toMatchObject({
      actor: `account:${admin}`,
      detail: { from: 'viewer', to: 'support' },
    })
    await expect(setAccountRole(as('support'), { accountId, role: 'viewer' })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(
      setAccountRole(as('admin', admin), { accountId: admin, role: 'viewer' }),
    ).rejects.toMatchObject({
      code: 'account.own',
    })
  })
})

describe('somebody’s sessions', () => {
  test('are seen by who may read what is private, which is noted', async () => {
    const accountId = await make('Lan')
    const sessionId = await open(accountId)
    expect(await listSessionsOfAccount(as('support'), { accountId })).toMatchObject([
      { id: sessionId, address: '192.0.2.7', country: 'VN', kind: 'browser' },
    ])
    expect((await auditOf(accountId)).map((entry) => entry.action)).toContain('account.read-sessions')
    await expect(listSessionsOfAccount(as('finance'), { accountId })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    const colleague = await make('Anh', 'editor')
    await expect(listSessionsOfAccount(as('support'), { accountId: colleague })).rejects.toMatchObject({
      code: 'account.staff',
    })
    expect((await auditOf(colleague)).map((entry) => entry.action)).not.toContain('account.read-sessions')
    expect(await listSessionsOfAccount(as('admin'), { accountId: colleague })).toEqual([])
    expect(await listSessionsOfAccount(as('support', accountId), { accountId })).toHaveLength(1)
  })

  test('are ended one by one or all together', async () => {
    const accountId = await make('Lan')
    const ids = [await open(accountId), await open(accountId), await open(accountId)]
    const [sessionId = ''] = ids
    const end = (input: { accountId: string; sessionId?: string }) =>
      endSessionsOfAccount(as('support'), input)
    expect(await end({ accountId, sessionId })).toEqual({ ended: 1 })
    expect(await resolveSession(sessionId)).toBeNull()
    await expect(end({ accountId, sessionId })).rejects.toMatchObject({ code: 'session.not-found' })
    const other = await make('Minh')
    const foreign = await open(other)
    await expect(end({ accountId, sessionId: foreign })).rejects.toMatchObject({ code: 'session.not-found' })
    expect(await end({ accountId })).toEqual({ ended: 2 })
    await expect(endSessionsOfAccount(as('finance'), { accountId })).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })
})
