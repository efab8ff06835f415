import { beforeAll, describe, expect, test } from 'vitest'
import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { AuditAction } from '../../platform/audit/schemas.ts'
import { createContext, type Context } from '../../platform/context/context.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { createAccount } from '../identity/index.ts'
import { exportAuditEntries, listAuditEntries } from './index.ts'

const adminId = '0198c0de-0000-7000-8000-000000000001'
const admin = createContext({ kind: 'account', accountId: adminId, role: 'admin' })
const viewer = createContext({ kind: 'account', accountId: adminId, role: 'viewer' })
const worker = createContext({ kind: 'system', name: 'worker' })

async function write(context: Context, action: AuditAction, id: string, minute: number) {
  const at = new Date(Date.UTC(2026, 10, 21, 6, minute))
  await inTransaction((tx) =>
    recordAudit(tx, { ...context, now: at }, action, { type: 'title', id, detail: { minute } }),
  )
}

beforeAll(async () => {
  await write(admin, 'title.create', 'one', 1)
  await write(admin, 'title.publish', 'one', 2)
  await write(worker, 'version.publish', 'two', 3)
})

describe('the audit log', () => {
  test('is told newest first, with what was noted', async () => {
    const page = await listAuditEntries(admin)
    expect(page.entries.map((entry) => entry.action)).toEqual([
      'version.publish',
      'title.publish',
      'title.create',
    ])
    expect(page.entries[0]).toMatchObject({
      at: '2026-11-21T06:03:00.000Z',
      subject: { type: 'title', id: 'two', name: null, title: null },
      detail: { minute: 3 },
    })
  })

  test('is filtered by actor, action and thing, and paged', async () => {
    expect((await listAuditEntries(admin, { actor: 'system:worker' })).total).toBe(1)
    expect((await listAuditEntries(admin, { action: 'title.create' })).entries[0]?.subject.id).toBe('one')
    expect((await listAuditEntries(admin, { subjectId: 'one' })).total).toBe(2)
    const second = await listAuditEntries(admin, { page: 2, pageSize: 2 })
    expect(second).toMatchObject({ total: 3, page: 2 })
    expect(second.entries.map((entry) => entry.action)).toEqual(['title.create'])
  })

  test('is filtered by the days of Vietnam, both included', async () => {
    expect((await listAuditEntries(admin, { from: '2026-11-21', to: '2026-11-21' })).total).toBe(3)
    expect((await listAuditEntries(admin, { from: '2026-11-22' })).total).toBe(0)
    expect((await listAuditEntries(admin, { to: '2026-11-20' })).total).toBe(0)
  })

  test('finds by words who did it and whom it was done to, and names them', async () => {
    const { id } = await createAccount(worker, {
      email: 'thu@example.com',
      password: 'mat-khau-rieng-9',
      role: 'support',
      displayName: 'Lê Thu',
    })
    const support = createContext({ kind: 'account', accountId: id, role: 'support' })
    await write(support, 'title.update', 'three', 4)
    const by = await listAuditEntries(support, { by: 'le thu' })
    expect(by.entries).toMatchObject([{ action: 'title.update', actorName: 'Lê Thu' }])
    const about = await listAuditEntries(support, { about: 'thu@example', subjectType: 'account' })
    expect(about.entries).toMatchObject([
      { action: 'account.create', actor: 'system:worker', subject: { name: 'Lê Thu' } },
    ])
    expect((await listAuditEntries(support, { by: 'nobody of that name' })).total).toBe(0)
  })

  test('is taken away whole as it is filtered, which is noted', async () => {
    const taken: string[] = []
    for await (const batch of await exportAuditEntries(admin, { subjectId: 'one' })) {
      taken.push(...batch.map((entry) => entry.action))
    }
    expect(taken).toEqual(['title.publish', 'title.create'])
    expect((await listAuditEntries(admin, { action: 'audit.export' })).entries).toMatchObject([
      { actor: `account:${adminId}`, detail: { subjectId: 'one' } },
    ])
    await expect(exportAuditEntries(viewer, {})).rejects.toMatchObject({ code: 'auth.forbidden' })
  })

  test('is for staff alone', async () => {
    await expect(listAuditEntries(viewer)).rejects.toMatchObject({ code: 'auth.forbidden' })
    await expect(listAuditEntries(createContext({ kind: 'anonymous' }))).rejects.toMatchObject({
      code: 'auth.sign-in-required',
    })
  })

  test.each([{ page: 0 }, { pageSize: 1000 }, { actor: '' }, { from: 'yesterday' }])(
    'refuses %j',
    async (input) => {
      await expect(listAuditEntries(admin, input)).rejects.toMatchObject({ code: 'input.invalid' })
    },
  )
})
