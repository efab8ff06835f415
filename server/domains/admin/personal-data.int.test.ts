import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { accounts, auditEntries, dataExports, entitlements } from '#db/postgres/schema/index.ts'
import { createContext, systemContext, type Context, type Role } from '../../platform/context/context.ts'
import { closeMongo } from '../../platform/mongo/mongo.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { closeRedis } from '../../platform/redis/redis.ts'
import { storage } from '../../platform/storage/index.ts'
import { grantEntitlement } from '../entitlements/index.ts'
import { createAccount, lockAccount, unlockAccount } from '../identity/index.ts'
import { createProfile, listProfiles } from '../profiles/index.ts'
import {
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

async function makePerson(email = 'lan@example.com'): Promise<string> {
  const input = { email, password: 'mat-khau-rieng-9', role: 'viewer', displayName: 'Lan' } as const
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
  })
  const text = JSON.stringify(data)
  expect(text).toContain('Bé Na')
  expect(text).not.toMatch(/bí mật|chỉ nội bộ|argon2|pinHash/)
  await expect(exportPersonalData(as(accountId), { accountId })).rejects.toMatchObject({ kind: 'forbidden' })
})

test('a copy is made once, is for its owner alone and gone after a week', async () => {
  const accountId = await makePerson()
  const asked = await Promise.all([1, 2, 3].map(() => requestDataExport(as(accountId))))
  expect(new Set(asked.map(({ id }) => id)).size).toBe(1)
  const id = asked[0]?.id ?? ''
  await expect(openDataExport(as(accountId), { id })).rejects.toMatchObject({ code: 'data-export.not-found' })
  const made = await makeDataExport(system, { exportId: id })
  expect(await makeDataExport(system, { exportId: id })).toEqual(made)
  const { body } = await openDataExport(as(accountId), { id })
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
  await expect(requestDataExport(createContext({ kind: 'anonymous' }))).rejects.toMatchObject({
    kind: 'unauthenticated',
  })
})

test('erasing waits for the account to be gone, takes everything, and may be done again', async () => {
  const accountId = await makePerson()
  const { id } = await requestDataExport(as(accountId))
  await makeDataExport(system, { exportId: id })
  await expect(erasePersonalData(system, { accountId })).rejects.toMatchObject({
    code: 'account.still-there',
  })
  await expect(erasePersonalData(support, { accountId })).rejects.toMatchObject({ kind: 'forbidden' })
  await database().delete(accounts).where(eq(accounts.id, accountId))
  await erasePersonalData(system, { accountId })
  await erasePersonalData(system, { accountId })
  expect(await database().select().from(entitlements).where(eq(entitlements.accountId, accountId))).toEqual(
    [],
  )
  expect(await database().select().from(dataExports)).toEqual([])
  expect(await storage().head(`private/exports/${accountId}/${id}.json`)).toBeNull()
  expect((await listProfiles(system, { accountId })).map(({ name }) => name)).toEqual([''])
})
