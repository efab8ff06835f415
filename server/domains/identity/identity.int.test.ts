import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { accounts, auditEntries, outbox } from '#db/postgres/schema/index.ts'
import { createContext, systemContext, type Context } from '../../platform/context/context.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { cacheRedis, closeRedis } from '../../platform/redis/redis.ts'
import {
  createAccount,
  endOtherSessions,
  endSession,
  getAccount,
  listAccounts,
  resolveSession,
  signIn,
} from './index.ts'

const system = systemContext('test')
const anonymous = createContext({ kind: 'anonymous' })
const viewer = (accountId: string): Context => createContext({ kind: 'account', accountId, role: 'viewer' })
const callerFrom = (address: string) => ({ address, country: null, userAgent: 'test', deviceId: null })
const someId = '019f0000-0000-7000-8000-000000000000'

beforeEach(async () => {
  await database().delete(accounts)
  await cacheRedis().flushdb()
})

afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis()])
})

test('createAccount keeps the address in lower case, hashes with argon2id and announces the account', async () => {
  const account = await createAccount(system, {
    email: '  Lan.Anh@Example.COM ',
    password: 'một mật khẩu',
    role: 'viewer',
  })
  expect(account).toMatchObject({ email: 'lan.anh@example.com', displayName: 'lan.anh', locale: 'vi' })
  const [row] = await database().select().from(accounts).where(eq(accounts.id, account.id))
  expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  const events = await database().select().from(outbox).where(eq(outbox.type, 'account.created'))
  expect(events.map((event) => event.payload)).toContainEqual({ accountId: account.id })
  const audit = await database().select().from(auditEntries).where(eq(auditEntries.subjectId, account.id))
  expect(audit).toMatchObject([{ action: 'account.create', actor: 'system:test' }])
})

test('createAccount refuses a taken address, also when two come at once', async () => {
  const input = { email: 'hai@example.com', password: 'mat-khau-dai', role: 'viewer' } as const
  const results = await Promise.allSettled([
    createAccount(system, input),
    createAccount(system, { ...input, email: 'HAI@example.com' }),
  ])
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  await expect(createAccount(system, input)).rejects.toMatchObject({ code: 'account.email-taken' })
})

test.each([
  ['a short password', { email: 'a@example.com', password: 'ngan-qu', role: 'viewer' as const }, 'password'],
  ['no address', { email: 'a', password: 'mat-khau-dai', role: 'viewer' as const }, 'email'],
])('createAccount refuses %s', async (_name, input, field) => {
  await expect(createAccount(system, input)).rejects.toMatchObject({
    code: 'input.invalid',
    params: { field },
  })
})

test('createAccount and listAccounts refuse the wrong actor', async () => {
  const input = { email: 'b@example.com', password: 'mat-khau-dai', role: 'admin' } as const
  await expect(createAccount(anonymous, input)).rejects.toMatchObject({ kind: 'unauthenticated' })
  await expect(createAccount(viewer(someId), input)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(listAccounts(viewer(someId), {})).rejects.toMatchObject({ kind: 'forbidden' })
})

test('getAccount gives one’s own account and refuses that of others', async () => {
  const account = await createAccount(system, {
    email: 'c@example.com',
    password: 'mat-khau-dai',
    role: 'viewer',
  })
  expect(await getAccount(viewer(account.id), { id: account.id })).toEqual(account)
  await expect(getAccount(viewer(someId), { id: account.id })).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(getAccount(system, { id: someId })).rejects.toMatchObject({ code: 'account.not-found' })
})

test('listAccounts finds by address and name', async () => {
  await createAccount(system, {
    email: 'd@example.com',
    password: 'mat-khau-dai',
    role: 'viewer',
    displayName: 'Đặng',
  })
  await createAccount(system, { email: 'e_x@example.com', password: 'mat-khau-dai', role: 'admin' })
  expect((await listAccounts(system, { text: 'đặng' })).accounts.map((row) => row.email)).toEqual([
    'd@example.com',
  ])
  expect((await listAccounts(system, { text: 'e_x' })).total).toBe(1)
  expect((await listAccounts(system, { pageSize: 1, page: 2 })).accounts).toHaveLength(1)
})

test('signIn knows the password and answers alike for a wrong one and an unknown address', async () => {
  await createAccount(system, { email: 'f@example.com', password: 'đúng rồi đó', role: 'admin' })
  const caller = callerFrom('192.0.2.1')
  const { account, sessionId } = await signIn(anonymous, {
    email: 'F@example.com ',
    password: 'đúng rồi đó',
    caller,
  })
  expect(await resolveSession(sessionId)).toMatchObject({ accountId: account.id, role: 'admin' })
  expect(account).toMatchObject({ email: 'f@example.com', role: 'admin' })
  expect(account).not.toHaveProperty('passwordHash')
  for (const [email, password] of [
    ['f@example.com', 'sai rồi'],
    ['g@example.com', 'đúng rồi đó'],
    ['', ''],
  ] as const) {
    await expect(signIn(anonymous, { email, password, caller })).rejects.toMatchObject({
      code: 'auth.bad-credentials',
    })
  }
})

test('signIn refuses the eleventh failure from one address, right password or not, and no other address', async () => {
  await createAccount(system, { email: 'h@example.com', password: 'mat-khau-dung', role: 'viewer' })
  const attempt = (password: string, address: string) =>
    signIn(anonymous, { email: 'h@example.com', password, caller: callerFrom(address) })
  const failures = await Promise.allSettled(Array.from({ length: 12 }, () => attempt('sai', '192.0.2.2')))
  const codes = failures.map((result) =>
    result.status === 'rejected' ? (result.reason as { code: string }).code : '',
  )
  expect(codes.filter((code) => code === 'auth.bad-credentials')).toHaveLength(10)
  expect(codes.filter((code) => code === 'auth.too-many-attempts')).toHaveLength(2)
  await expect(attempt('mat-khau-dung', '192.0.2.2')).rejects.toMatchObject({
    code: 'auth.too-many-attempts',
    params: { minutes: 15 },
  })
  await expect(attempt('mat-khau-dung', '192.0.2.3')).resolves.toMatchObject({
    account: { email: 'h@example.com' },
  })
})

test('a password of 512 characters counts to its last; longer ones are refused', async () => {
  const email = 'dai@example.com'
  const password = 'dài '.repeat(128)
  await createAccount(system, { email, password, role: 'viewer' })
  const attempt = (given: string) =>
    signIn(anonymous, { email, password: given, caller: callerFrom('192.0.2.77') })
  await expect(attempt(password)).resolves.toMatchObject({ account: { email } })
  await expect(attempt(`${password.slice(0, -1)}x`)).rejects.toMatchObject({ code: 'auth.bad-credentials' })
  await expect(
    createAccount(system, { email: 'hon@example.com', password: `${password}x`, role: 'viewer' }),
  ).rejects.toMatchObject({ code: 'input.invalid' })
})

test('signIn counts the addresses of one IPv6 network as one', async () => {
  const email = 'v6@example.com'
  await createAccount(system, { email, password: 'mat-khau-dung', role: 'viewer' })
  const attempt = (password: string, address: string) =>
    signIn(anonymous, { email, password, caller: callerFrom(address) })
  for (let host = 1; host <= 10; host++)
    await expect(attempt('sai', `2001:db8:1:2::${host}`)).rejects.toMatchObject({
      code: 'auth.bad-credentials',
    })
  await expect(attempt('mat-khau-dung', '2001:db8:1:2:a:b:c:d')).rejects.toMatchObject({
    code: 'auth.too-many-attempts',
  })
  await expect(attempt('mat-khau-dung', '2001:db8:1:3::1')).resolves.toMatchObject({ account: { email } })
})

test('signIn refuses whoever guesses from ever new addresses, and a success clears the count', async () => {
  await createAccount(system, { email: 'i@example.com', password: 'mat-khau-dung', role: 'viewer' })
  const attempt = (password: string, address: string) =>
    signIn(anonymous, { email: 'i@example.com', password, caller: callerFrom(address) })
  const guess = (from: number, to: number) =>
    Promise.allSettled(
      Array.from({ length: to - from }, (_, index) => attempt('sai', `198.51.100.${from + index}`)),
    )
  await guess(0, 99)
  await attempt('mat-khau-dung', '192.0.2.4')
  await guess(100, 200)
  await expect(attempt('mat-khau-dung', '192.0.2.5')).rejects.toMatchObject({
    code: 'auth.too-many-attempts',
  })
})

test('a session lasts until it is ended, from here or from elsewhere, and ends for nobody else', async () => {
  const { id } = await createAccount(system, {
    email: 'j@example.com',
    password: 'mat-khau-dung',
    role: 'viewer',
  })
  const open = async () =>
    (
      await signIn(anonymous, {
        email: 'j@example.com',
        password: 'mat-khau-dung',
        caller: callerFrom('192.0.2.6'),
      })
    ).sessionId
  const [here, there, third] = [await open(), await open(), await open()]
  const context = createContext({ kind: 'account', accountId: id, role: 'viewer', sessionId: here })
  await endSession(context, { sessionId: there })
  expect(await resolveSession(there)).toBeNull()
  expect(await resolveSession(third)).toMatchObject({ accountId: id })
  expect(await endOtherSessions(context)).toEqual({ ended: 1 })
  expect(await resolveSession(third)).toBeNull()
  expect(await resolveSession(here)).toMatchObject({ accountId: id })
  await expect(endSession(viewer(someId), { sessionId: here })).rejects.toMatchObject({
    code: 'session.not-found',
  })
  await expect(endSession(context, { sessionId: there })).rejects.toMatchObject({ code: 'session.not-found' })
  expect(await resolveSession(someId)).toBeNull()
})
