import { afterAll, expect, test } from 'vitest'
import { createAccount } from '#server/domains/identity/index.ts'
import { listDevInbox } from '#server/platform/mail/index.ts'
import { closePostgres } from '#server/platform/postgres/postgres.ts'
import { jobContext } from '../lib/testing/job-context.ts'
import { sendWelcomeMail } from './send-welcome-mail.ts'

afterAll(closePostgres)

test('a new account is greeted once in its language, whatever its name holds', async () => {
  const account = await createAccount(jobContext, {
    email: 'lan@example.com',
    password: 'mật khẩu dài',
    role: 'viewer',
    displayName: 'Lan {address} <b>',
  })
  await sendWelcomeMail(jobContext, { accountId: account.id })
  await sendWelcomeMail(jobContext, { accountId: account.id })
  const mails = await listDevInbox()
  expect(mails).toHaveLength(1)
  expect(mails?.[0]).toMatchObject({
    to: 'lan@example.com',
    subject: 'Chào mừng bạn đến với Marquee',
    language: 'vi',
  })
  expect(mails?.[0]?.text).toContain('Chào Lan {address} <b>,')
  expect(mails?.[0]?.html).toContain('Chào Lan {address} &lt;b&gt;,')
})

test('an account that is gone is passed over', async () => {
  await expect(
    sendWelcomeMail(jobContext, { accountId: '019f0000-0000-7000-8000-00000000ffff' }),
  ).resolves.toBeUndefined()
})
