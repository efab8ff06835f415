import { afterAll, expect, test } from 'vitest'
import {
  createAccount,
  sendAccountMailJob,
  sessionOpenedEvent,
  signIn,
} from '#server/domains/identity/index.ts'
import { createContext } from '#server/platform/context/context.ts'
import { listDevInbox } from '#server/platform/mail/index.ts'
import { closePostgres, database } from '#server/platform/postgres/postgres.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { outbox } from '#db/postgres/schema/index.ts'
import { eq } from 'drizzle-orm'
import { jobContext } from '../lib/testing/job-context.ts'
import { subscriptions } from '../subscriptions.ts'
import { sendAccountMail } from './send-account-mail.ts'

const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0'

afterAll(async () => {
  await Promise.all([closePostgres(), closeRedis()])
})

test('a sign-in on another device is told by mail, the first and those on known devices are not', async () => {
  const who = { email: 'lan@example.com', password: 'mat-khau-dung' }
  await createAccount(jobContext, { ...who, role: 'viewer' })
  for (const deviceId of ['first', 'first', 'second', 'second']) {
    const caller = { address: '192.0.2.1', country: 'VN', userAgent, deviceId }
    await signIn(createContext({ kind: 'anonymous' }), { ...who, caller })
  }
  const mailing = subscriptions.filter(
    (each) => each.type === sessionOpenedEvent.type && each.job === sendAccountMailJob,
  )
  const events = await database().select().from(outbox).where(eq(outbox.type, sessionOpenedEvent.type))
  const wishes = events.flatMap((event) => mailing.flatMap((each) => each.wish(event.payload) ?? []))
  expect(wishes).toHaveLength(1)
  await sendAccountMail(jobContext, sendAccountMailJob.schema.parse(wishes[0]?.payload))
  const [mail] = (await listDevInbox()) ?? []
  expect(mail).toMatchObject({ to: who.email, subject: 'Đăng nhập mới vào Marquee: Firefox trên Linux' })
  expect(mail?.text).toContain('Việt Nam')
  expect(mail?.text).toContain('/devices')
})
