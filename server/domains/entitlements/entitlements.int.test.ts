import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { execa } from 'execa'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { auditEntries, outbox } from '#db/postgres/schema/index.ts'
import { createContext, systemContext, type Role } from '../../platform/context/context.ts'
import { env } from '../../platform/env/env.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { createTitle } from '../catalogue/index.ts'
import { createAccount } from '../identity/index.ts'
import {
  eraseEntitlements,
  exportEntitlements,
  findRight,
  grantEntitlement,
  listEntitlements,
  recallRight,
  recallRights,
  revokeEntitlement,
  startRental,
} from './index.ts'

const system = systemContext('test')
const hour = 3_600_000
const at = (hours: number) => new Date(system.now.getTime() + hours * hour)
const later = (hours: number) => ({ ...system, now: at(hours) })
const as = (role: Role, accountId: string = randomUUID()) =>
  createContext({ kind: 'account', accountId, role })

let people = 0
async function makeAccount(): Promise<string> {
  const email = `nguoi-${(people += 1)}@example.com`
  return (await createAccount(system, { email, password: 'mật khẩu dài', role: 'viewer' })).id
}
let titleId: string
const gift = (accountId: string, source = 'gift:1') =>
  ({ accountId, scope: 'title', titleId, reason: 'gift', source }) as const

beforeAll(async () => {
  titleId = (await createTitle(system, { kind: 'film', title: { vi: 'Phim' } })).id
})
afterAll(closePostgres)

/** Another process of this instance. */
async function runCli(args: string[]): Promise<void> {
  const folder = path.join(env().DATA_DIR, 'instance')
  await mkdir(folder, { recursive: true })
  const settings = Object.entries(process.env).filter(([name]) => name in env())
  await writeFile(path.join(folder, 'instance.json'), JSON.stringify(Object.fromEntries(settings)))
  await execa(process.execPath, ['server/cli/main.ts', ...args, '--data', folder], {
    env: { PATH: process.env.PATH, NODE_ENV: 'test' },
    extendEnv: false,
  })
}

it('opens one title or all, from its beginning to its end', async () => {
  const accountId = await makeAccount()
  const find = (hours: number, title = titleId) => findRight(later(hours), { accountId, titleId: title })
  expect(await find(0)).toBeNull()
  await grantEntitlement(system, { ...gift(accountId), startsAt: at(1), endsAt: at(3) })
  expect([await find(0), await find(3)]).toEqual([null, null])
  expect(await find(2)).toMatchObject({ scope: 'title', endsAt: at(3).toISOString(), maxStreams: 2 })
  expect(await find(2, randomUUID())).toBeNull()
  const all = { accountId, scope: 'catalogue', reason: 'staff', source: 'staff' } as const
  await grantEntitlement(system, { ...all, maxStreams: 4 })
  // What lasts longest wins.
  expect(await find(2)).toMatchObject({ scope: 'catalogue', endsAt: null, maxStreams: 4 })
  expect(await find(2, randomUUID())).toMatchObject({ scope: 'catalogue' })
})

it('the same source grants once, however often and at once it is asked', async () => {
  const accountId = await makeAccount()
  const granted = await Promise.all(
    Array.from({ length: 10 }, () => grantEntitlement(system, gift(accountId))),
  )
  expect(new Set(granted.map(({ id }) => id)).size).toBe(1)
  expect(await listEntitlements(system, { accountId })).toHaveLength(1)
  const told = await database().select().from(auditEntries).where(eq(auditEntries.subjectId, accountId))
  expect(told.filter(({ action }) => action === 'entitlement.grant')).toHaveLength(1)
})

it('is taken back once, with a reason, and tells so', async () => {
  const accountId = await makeAccount()
  const { id } = await grantEntitlement(system, gift(accountId))
  const revoke = () => revokeEntitlement(later(1), { id, reason: 'trả lại' })
  expect(await revoke()).toMatchObject({ revokedAt: at(1).toISOString(), revokeReason: 'trả lại' })
  await expect(revoke()).rejects.toMatchObject({ code: 'entitlement.revoked' })
  expect(await findRight(later(2), { accountId, titleId })).toBeNull()
  const events = await database().select().from(outbox).where(eq(outbox.type, 'entitlement.revoked'))
  expect(events.map(({ payload }) => payload)).toContainEqual({ entitlementId: id, accountId, titleId })
})

it('tells which seasons are held alone, in one look, and of one just bought at once', async () => {
  const accountId = await makeAccount()
  const seasonNumbers = [1, 2, 3]
  const held = async () => {
    const { whole, seasons } = await recallRights(later(1), { accountId, titleId, seasonNumbers })
    return { whole: whole?.reason, seasons: seasons.map(({ seasonNumber }) => seasonNumber) }
  }
  expect(await held()).toEqual({ whole: undefined, seasons: [] })
  await grantEntitlement(system, { ...gift(accountId), reason: 'purchase', seasonNumber: 2 })
  expect(await held()).toEqual({ whole: undefined, seasons: [2] })
  await grantEntitlement(system, { ...gift(accountId, 'gift:3'), reason: 'rental', seasonNumber: 3 })
  expect(await held()).toEqual({ whole: undefined, seasons: [2, 3] })
  await grantEntitlement(system, gift(accountId, 'gift:all'))
  expect(await held()).toEqual({ whole: 'gift', seasons: [1, 2, 3] })
  await expect(recallRights(as('viewer'), { accountId, titleId, seasonNumbers })).rejects.toMatchObject({
    kind: 'forbidden',
  })
})

it('a rental is begun by whom it belongs to, not by who may read rights', async () => {
  const accountId = await makeAccount()
  const { id: entitlementId } = await grantEntitlement(system, {
    ...gift(accountId),
    reason: 'rental',
    playHours: 48,
    endsAt: at(24 * 30),
  })
  const find = () => findRight(later(1), { accountId, titleId })
  for (const role of ['support', 'finance', 'admin', 'viewer'] as const)
    await expect(startRental(as(role), { entitlementId })).rejects.toMatchObject({
      code: 'entitlement.not-found',
    })
  await expect(startRental(createContext({ kind: 'anonymous' }), { entitlementId })).rejects.toMatchObject({
    kind: 'unauthenticated',
  })
  expect(await find()).toMatchObject({ startsByWatching: true, hoursOnceStarted: 48 })
  await startRental(as('viewer', accountId), { entitlementId })
  expect(await find()).toMatchObject({ startsByWatching: false, hoursOnceStarted: null })
})

it('nobody but an admin grants to themselves, and the try is noted', async () => {
  for (const [role, refusal] of [
    ['support', 'entitlement.own-account'],
    ['admin', null],
  ] as const) {
    const accountId = await makeAccount()
    const granting = grantEntitlement(as(role, accountId), gift(accountId))
    if (refusal) await expect(granting).rejects.toMatchObject({ code: refusal, status: 403 })
    else await expect(granting).resolves.toMatchObject({ accountId })
    expect(await findRight(later(1), { accountId, titleId })).toEqual(
      refusal ? null : expect.objectContaining({ scope: 'title' }),
    )
    const noted = await database().select().from(auditEntries).where(eq(auditEntries.subjectId, accountId))
    expect(noted.map(({ action }) => action)).toContain(
      refusal ? 'entitlement.refuse-own' : 'entitlement.grant',
    )
  }
})

it('refuses the wrong actor and what makes no sense', async () => {
  const accountId = await makeAccount()
  for (const role of ['viewer', 'editor', 'finance'] as const) {
    await expect(grantEntitlement(as(role), gift(accountId))).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(revokeEntitlement(as(role), { id: randomUUID(), reason: 'x' })).rejects.toMatchObject({
      kind: 'forbidden',
    })
  }
  await expect(listEntitlements(as('viewer'), { accountId })).rejects.toMatchObject({ kind: 'forbidden' })
  expect(await listEntitlements(as('viewer', accountId), { accountId })).toEqual([])
  expect(await grantEntitlement(as('support'), gift(accountId))).toMatchObject({ titleId })
  const wrong = [
    [{ ...gift(accountId), titleId: null }, 'input.invalid'],
    [{ ...gift(accountId), scope: 'catalogue' as const }, 'input.invalid'],
    [{ ...gift(accountId), startsAt: at(2), endsAt: at(1) }, 'input.invalid'],
    [gift(randomUUID()), 'account.not-found'],
    [{ ...gift(accountId), titleId: randomUUID() }, 'title.not-found'],
  ] as const
  for (const [input, code] of wrong) {
    await expect(grantEntitlement(system, input)).rejects.toMatchObject({ code })
  }
})

it('is believed until anybody changes it, in this process or another; what ends by itself ends at once', async () => {
  const accountId = await makeAccount()
  const recall = (hours = 0) => recallRight(later(hours), { accountId, titleId })
  expect(await recall()).toBeNull()
  // Whoever has just paid is let in at once.
  await grantEntitlement(system, { ...gift(accountId), startsAt: at(0), endsAt: at(3), maxHeight: 720 })
  expect(await recall()).toMatchObject({ endsAt: at(3).toISOString(), maxHeight: 720 })
  expect(await recall(3)).toBeNull()
  const { id } = await grantEntitlement(system, { ...gift(accountId, 'gift:2'), startsAt: at(0) })
  expect(await recall(3)).toMatchObject({ entitlementId: id, maxHeight: null })
  const isBelieved = async (): Promise<boolean> => {
    const reads = vi.spyOn(database(), 'select')
    await recall()
    const count = reads.mock.calls.length
    reads.mockRestore()
    return count === 0
  }
  await vi.waitUntil(isBelieved, { timeout: 20_000 })
  await runCli(['entitlement', 'revoke', id, '--reason', 'trả lại'])
  await vi.waitUntil(async () => (await recall(3)) === null, { timeout: 2000, interval: 20 })
  await vi.waitUntil(isBelieved, { timeout: 20_000 })
  await eraseEntitlements(system, { accountId })
  expect(await recall()).toBeNull()
})

it('gives its part of a copy of one’s data, and forgets it', async () => {
  const accountId = await makeAccount()
  await grantEntitlement(system, { ...gift(accountId), note: 'khách quen' })
  const { entitlements } = await exportEntitlements(as('viewer', accountId), { accountId })
  expect(entitlements).toMatchObject([{ titleId, reason: 'gift' }])
  expect(JSON.stringify(entitlements)).not.toContain('khách quen')
  expect(await eraseEntitlements(system, { accountId })).toEqual({ removed: 1 })
  expect(await listEntitlements(system, { accountId })).toEqual([])
})
