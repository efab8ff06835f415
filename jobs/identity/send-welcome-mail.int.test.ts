import { afterAll, expect, test } from 'vitest'
import { createAccount } from '#server/domains/identity/index.ts'
import { systemContext } from '#server/platform/context/context.ts'
import { listDevInbox } from '#server/platform/mail/index.ts'
import { closePostgres } from '#server/platform/postgres/postgres.ts'
import type { JobContext } from '#server/platform/queues/job-handler.ts'
import { sendWelcomeMail } from './send-welcome-mail.ts'

const context: JobContext = {
  ...systemContext('worker'),
  runId: '019f0000-0000-7000-8000-000000000000',
  attempt: 1,
  signal: new AbortController().signal,
  reportProgress: () => Promise.resolve(),
  fenced: () => Promise.reject(new Error('not used')),
  park: () => Promise.reject(new Error('not used')),
}

afterAll(closePostgres)

test('a new account is greeted once in its language, whatever its name holds', async () => {
  const account = await createAccount(context, {
    email: 'lan@example.com',
    password: 'mật khẩu dài',
    role: 'viewer',
    displayName: 'Lan {address} <b>',
  })
  await sendWelcomeMail(context, { accountId: account.id })
  await sendWelcomeMail(context, { accountId: account.id })
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
    sendWelcomeMail(context, { accountId: '019f0000-0000-7000-8000-00000000ffff' }),
  ).resolves.toBeUndefined()
})
