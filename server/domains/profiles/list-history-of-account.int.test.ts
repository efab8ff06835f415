import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { auditEntries } from '#db/postgres/schema/index.ts'
import { createContext, systemContext, type Context, type Role } from '../../platform/context/context.ts'
import { closeMongo } from '../../platform/mongo/mongo.ts'
import { closePostgres, database } from '../../platform/postgres/postgres.ts'
import { closeRedis } from '../../platform/redis/redis.ts'
import { createAccount } from '../identity/index.ts'
import { createProfile, listHistoryOfAccount, reportProgress } from './index.ts'

const system = systemContext('test')
const as = (role: Role, accountId: string = randomUUID()): Context =>
  createContext({ kind: 'account', accountId, role })

async function makePerson(role: Role = 'viewer'): Promise<string> {
  const email = `${randomUUID()}@vidu.vn`
  const { id } = await createAccount(system, { email, password: 'mot-mat-khau-dai', role })
  return id
}

const looksAt = (accountId: string) =>
  database()
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectId, accountId), eq(auditEntries.action, 'account.read-history')))

afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis(), closeMongo()])
})

test('support sees what each profile watched, reports of this minute too, and the look is noted', async () => {
  const accountId = await makePerson()
  const titleId = randomUUID()
  await reportProgress(as('viewer', accountId), {
    assetId: randomUUID(),
    titleId,
    episodeId: null,
    durationMs: 100_000,
    positionMs: 30_000,
    session: randomUUID(),
    sequence: 1,
  })
  await createProfile(as('viewer', accountId), { name: 'Bé Na', kids: true })
  const support = as('support')
  expect(await listHistoryOfAccount(support, { accountId })).toMatchObject([
    { profile: { id: accountId }, watched: [{ titleId, positionMs: 30_000 }] },
    { profile: { name: 'Bé Na', kids: true }, watched: [] },
  ])
  const accountOf = support.actor.kind === 'account' ? support.actor.accountId : ''
  expect(await looksAt(accountId)).toMatchObject([{ actor: `account:${accountOf}` }])
})

test('nobody else looks, nor at who is not there', async () => {
  const accountId = await makePerson()
  for (const context of [as('viewer', accountId), as('editor'), as('finance')]) {
    await expect(listHistoryOfAccount(context, { accountId })).rejects.toMatchObject({ kind: 'forbidden' })
  }
  expect(await looksAt(accountId)).toEqual([])
  await expect(listHistoryOfAccount(as('support'), { accountId: randomUUID() })).rejects.toMatchObject({
    code: 'account.not-found',
  })
})

test('of somebody of the house only who may set roles', async () => {
  const accountId = await makePerson('editor')
  await expect(listHistoryOfAccount(as('support'), { accountId })).rejects.toMatchObject({
    code: 'account.staff',
  })
  expect(await looksAt(accountId)).toEqual([])
  expect(await listHistoryOfAccount(as('admin'), { accountId })).toHaveLength(1)
})
