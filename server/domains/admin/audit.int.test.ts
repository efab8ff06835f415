import { beforeAll, describe, expect, test } from 'vitest'
import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { AuditAction } from '../../platform/audit/schemas.ts'
import { createContext, type Context } from '../../platform/context/context.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { listAuditEntries } from './index.ts'

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
  test('is told newest first, with the actors and actions it knows', async () => {
    const page = await listAuditEntries(admin)
    expect(page.entries.map((entry) => entry.action)).toEqual([
      'version.publish',
      'title.publish',
      'title.create',
    ])
    expect(page.actors).toEqual([`account:${adminId}`, 'system:worker'])
    expect(page.actions).toEqual(['title.create', 'title.publish', 'version.publish'])
    expect(page.entries[0]).toMatchObject({
      at: '2026-11-21T06:03:00.000Z',
      subject: { type: 'title', id: 'two' },
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

  test('is for admins alone', async () => {
    await expect(listAuditEntries(viewer)).rejects.toMatchObject({ code: 'auth.forbidden' })
    await expect(listAuditEntries(createContext({ kind: 'anonymous' }))).rejects.toMatchObject({
      code: 'auth.sign-in-required',
    })
  })

  test.each([{ page: 0 }, { pageSize: 1000 }, { actor: '' }])('refuses %j', async (input) => {
    await expect(listAuditEntries(admin, input)).rejects.toMatchObject({ code: 'input.invalid' })
  })
})
