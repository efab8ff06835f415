import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, expect, test } from 'vitest'
import {
  accounts,
  auditEntries,
  dataExports,
  entitlements,
  plans,
  prices,
  subscriptions,
} from '#db/postgres/schema/index.ts'
import { createContext, systemContext, type Context, type Role } from '../../platform/context/context.ts'
import { closeMongo } from '../../platform/mongo/mongo.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { cacheRedis, closeRedis } from '../../platform/redis/redis.ts'
import { storage } from '../../platform/storage/index.ts'
import { grantEntitlement } from '../entitlements/index.ts'
import { createAccount, lockAccount, proveAgain, signIn, unlockAccount } from '../identity/index.ts'
import { createProfile, listProfiles } from '../profiles/index.ts'
import {
  checkDataExport,
  erasePersonalData,
  exportPersonalData,
  listDataExports,
  makeDataExport,
  openDataExport,
  requestDataExport,
  sweepDataExports,
} from './index.ts'

const system = systemContext('test')
const support = createContext({
  kind: 'account',
  accountId: '019f0000-0000-7000-8000-000000000000',
  role: 'support',
})
const as = (accountId: string, role: Role = 'viewer'): Context =>
  createContext({ kind: 'account', accountId, role })
const later = (days: number): Context => ({
  ...system,
  now: new Date(system.now.getTime() + days * 24 * 60 * 60 * 1000),
})

const password = 'mat-khau-rieng-9'
/** In a session that has just been opened: what takes a household's data away wants a fresh proof. */
async function freshly(email = 'lan@example.com'): Promise<Context> {
  const caller = { address: '192.0.2.1', country: null, userAgent: 'test', deviceId: null }
  const signedIn = await signIn(createContext({ kind: 'anonymous' }), { email, password, caller })
  const { account, sessionId } = signedIn
  return createContext({ kind: 'account', accountId: account.id, role: 'viewer', sessionId })
}

async function makePerson(email = 'lan@example.com'): Promise<string> {
  const input = { email, password, role: 'viewer', displayName: 'Lan' } as const
  const { id } = await createAccount(system, input)
  await createProfile(as(id), { name: 'Bé Na', kids: true })
  await grantEntitlement(support, {
    accountId: id,
    scope: 'catalogue',
    reason: 'gift',
    source: 'gift:1',
    note: 'chỉ nội bộ',
  })
  return id
}

/** A plan that a card pays goes on by itself. */
async function subscribe(accountId: string): Promise<void> {
  const at = system.now
  const [plan] = await database()
    .insert(plans)
    .values({
      slug: `goi-${accountId}`,
      name: { vi: 'Gói', en: 'Plan' },
      description: { vi: 'Tất cả', en: 'Everything' },
      maxStreams: 1,
      position: 1,
      status: 'offered',
      createdAt: at,
      changedAt: at,
    })
    .returning()
  const planId = plan?.id ?? ''
  const money = { currency: 'VND', amountMinor: 90_000 } as const
  const [price] = await database()
    .insert(prices)
    .values({ planId, interval: 'month', ...money, validFrom: at })
    .returning()
  await database()
    .insert(subscriptions)
    .values({
      accountId,
      planId,
      priceId: price?.id ?? '',
      provider: 'stripe',
      providerId: `sub_${accountId}`,
      state: 'active',
      startedAt: at,
      periodStartsAt: at,
      periodEndsAt: later(30).now,
      renews: 'by-itself',
    })
}

beforeEach(async () => {
  await database().delete(accounts)
  await database().delete(dataExports)
})

afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis(), closeMongo()])
})

test('a copy holds what every domain keeps, without what staff wrote to themselves', async () => {
  const accountId = await makePerson()
  await lockAccount(support, { accountId, reason: 'bí mật của nhà' })
  await unlockAccount(support, { accountId })
  const data = await exportPersonalData(system, { accountId })
  expect(data).toMatchObject({
    account: { email: 'lan@example.com' },
    sessions: [],
    entitlements: [{ scope: 'catalogue', reason: 'gift' }],
    playbackSessions: [],
    payments: [],
    subscriptions: [],
    credit: [],
  })
  const text = JSON.stringify(data)
  expect(text).toContain('Bé Na')
  expect(text).not.toMatch(/bí mật|chỉ nội bộ|argon2|pinHash/)
  await expect(exportPersonalData(as(accountId), { accountId })).rejects.toMatchObject({ kind: 'forbidden' })
})

test('a copy is made once, is for its owner alone and gone after a week', async () => {
  const accountId = await makePerson()
  const owner = await freshly()
  const asked = await Promise.all([1, 2, 3].map(() => requestDataExport(owner)))
  expect(new Set(asked.map(({ id }) => id)).size).toBe(1)
  const id = asked[0]?.id ?? ''
  for (const verb of [checkDataExport, openDataExport])
    await expect(verb(owner, { id })).rejects.toMatchObject({ code: 'data-export.not-found' })
  const made = await makeDataExport(system, { exportId: id })
  expect(await makeDataExport(system, { exportId: id })).toEqual(made)
  const { body } = await openDataExport(owner, { id })
  const data = (await new Response(body).json()) as Record<string, unknown>
  expect(data).toMatchObject({ account: { id: accountId } })
  for (const other of [support, as('019f0000-0000-7000-8000-000000000001', 'admin')]) {
    await expect(openDataExport(other, { id })).rejects.toMatchObject({ code: 'data-export.not-found' })
  }
  expect(await listDataExports(as(accountId))).toMatchObject([
    { id, sizeBytes: expect.any(Number) as number },
  ])
  const key = `private/exports/${accountId}/${id}.json`
  expect(await storage().head(key)).not.toBeNull()
  expect(await sweepDataExports(later(6))).toEqual({ removed: 0 })
  expect(await sweepDataExports(later(8))).toEqual({ removed: 1 })
  expect(await storage().head(key)).toBeNull()
  expect(await listDataExports(as(accountId))).toEqual([])
})

test('a copy is asked for and taken by who has just signed in or tells the password again', async () => {
  const accountId = await makePerson()
  const fresh = await freshly()
  const { id } = await requestDataExport(fresh)
  await makeDataExport(system, { exportId: id })
  const hourLater = { ...fresh, now: new Date(fresh.now.getTime() + 60 * 60_000 + 1) }
  const needed = { code: 'account.password-needed', status: 403 }
  const verbs = [
    () => requestDataExport(hourLater),
    () => checkDataExport(hourLater, { id }),
    () => openDataExport(hourLater, { id }),
  ]
  for (const verb of verbs) await expect(verb()).rejects.toMatchObject(needed)
  await expect(proveAgain(hourLater, { password: 'sai' })).rejects.toMatchObject({
    code: 'account.wrong-password',
  })
  for (const verb of verbs) await expect(verb()).rejects.toMatchObject(needed)
  await proveAgain(hourLater, { password })
  for (const verb of verbs) await verb()
  // Another session of the account has told nothing.
  const other = await freshly()
  await expect(openDataExport({ ...other, now: hourLater.now }, { id })).rejects.toMatchObject(needed)
  await expect(openDataExport(as(accountId), { id })).rejects.toMatchObject(needed)
  // Whoever has no password signs in once more.
  await database().update(accounts).set({ passwordHash: null }).where(eq(accounts.id, accountId))
  await cacheRedis().flushdb()
  await expect(requestDataExport(hourLater)).rejects.toMatchObject({ code: 'account.sign-in-needed' })
})

test('staff who may read private data has a copy made for somebody, others not', async () => {
  const accountId = await makePerson()
  const { id } = await requestDataExport(support, { accountId })
  expect(await listDataExports(as(accountId))).toMatchObject([{ id, readyAt: null }])
  const audit = await database().select().from(auditEntries).where(eq(auditEntries.subjectId, accountId))
  expect(audit).toContainEqual(expect.objectContaining({ action: 'account.export-data' }))
  for (const role of ['viewer', 'editor', 'finance'] as const) {
    const other = as('019f0000-0000-7000-8000-000000000001', role)
    await expect(requestDataExport(other, { accountId })).rejects.toMatchObject({ kind: 'forbidden' })
  }
  await database().update(accounts).set({ role: 'editor' }).where(eq(accounts.id, accountId))
  await expect(requestDataExport(support, { accountId })).rejects.toMatchObject({ code: 'account.staff' })
  await expect(requestDataExport(createContext({ kind: 'anonymous' }))).rejects.toMatchObject({
    kind: 'unauthenticated',
  })
})

test('erasing waits for the account to be gone, takes everything, and may be done again', async () => {
  const accountId = await makePerson()
  const { id } = await requestDataExport(await freshly())
  await makeDataExport(system, { exportId: id })
  await expect(erasePersonalData(system, { accountId })).rejects.toMatchObject({
    code: 'account.still-there',
  })
  await expect(erasePersonalData(support, { accountId })).rejects.toMatchObject({ kind: 'forbidden' })
  await subscribe(accountId)
  await database().delete(accounts).where(eq(accounts.id, accountId))
  await erasePersonalData(system, { accountId })
  await erasePersonalData(system, { accountId })
  expect(await database().select().from(entitlements).where(eq(entitlements.accountId, accountId))).toEqual(
    [],
  )
  expect(await database().select().from(dataExports)).toEqual([])
  const plansHeld = database().select().from(subscriptions).where(eq(subscriptions.accountId, accountId))
  expect(await plansHeld).toMatchObject([{ state: 'ended' }])
  expect(await storage().head(`private/exports/${accountId}/${id}.json`)).toBeNull()
  expect((await listProfiles(as(accountId))).map(({ name }) => name)).toEqual([''])
})
