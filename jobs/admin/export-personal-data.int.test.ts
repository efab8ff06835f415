import { afterAll, expect, test } from 'vitest'
import { listDataExports, requestDataExport } from '#server/domains/admin/index.ts'
import { createAccount, signIn } from '#server/domains/identity/index.ts'
import { createContext } from '#server/platform/context/context.ts'
import { listDevInbox } from '#server/platform/mail/index.ts'
import { closeMongo } from '#server/platform/mongo/mongo.ts'
import { closePostgres } from '#server/platform/postgres/postgres.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { jobContext } from '../lib/testing/job-context.ts'
import { exportPersonalDataOf } from './export-personal-data.ts'

afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis(), closeMongo()])
})

test('who asked for a copy is told once that it is there, and where', async () => {
  const known = { email: 'lan@example.com', password: 'mat-khau-rieng-9' }
  const { id: accountId } = await createAccount(jobContext, { ...known, role: 'viewer', displayName: 'Lan' })
  const caller = { address: '192.0.2.1', country: null, userAgent: 'test', deviceId: null }
  const { sessionId } = await signIn(createContext({ kind: 'anonymous' }), { ...known, caller })
  const own = createContext({ kind: 'account', accountId, role: 'viewer', sessionId })
  const { id } = await requestDataExport(own)
  await exportPersonalDataOf(jobContext, { exportId: id })
  await exportPersonalDataOf(jobContext, { exportId: id })
  expect((await listDataExports(own))[0]?.readyAt).not.toBeNull()
  const mails = (await listDevInbox())?.filter(
    (mail) => mail.to === known.email && mail.text.includes('/settings/data'),
  )
  expect(mails).toHaveLength(1)
})

test('a copy nobody waits for any more is passed over', async () => {
  await expect(
    exportPersonalDataOf(jobContext, { exportId: '019f0000-0000-7000-8000-00000000ffff' }),
  ).resolves.toBeUndefined()
})
