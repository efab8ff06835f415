import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, expect, test } from 'vitest'
import { createSmtpMailer } from './smtp/smtp-mailer.ts'
import { listDevInbox, mailer, type Mail } from './index.ts'

const mail: Mail = {
  id: 'welcome-1',
  to: 'lan@example.com',
  subject: 'Chào bạn',
  text: 'Mời bạn xem phim: https://rap.example/verify#abc',
  html: '<p>Mời bạn xem phim: <a href="https://rap.example/verify#abc">mở</a></p>',
  language: 'vi',
}
const servers: SMTPServer[] = []

afterAll(async () => {
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(() => resolve(null)))))
})

/** A real mail server on this machine that answers recipients as told and keeps what it was sent. */
async function startMailServer(
  refusal?: number,
): Promise<{ url: string; received: Buffer[]; senders: string[] }> {
  const received: Buffer[] = []
  const senders: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => {
      done(refusal ? Object.assign(new Error('no'), { responseCode: refusal }) : null)
    },
    onData: (stream, session, done) => {
      if (session.envelope.mailFrom) senders.push(session.envelope.mailFrom.address)
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        received.push(Buffer.concat(chunks))
        done()
      })
    },
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, received, senders }
}

test('without MAIL_URL mails stay in the inbox, newest first, the same one once', async () => {
  expect(await listDevInbox()).toEqual([])
  await mailer().send(mail)
  await mailer().send({ ...mail, id: '../../etc/passwd', subject: 'Sau' })
  await mailer().send({ ...mail, id: '../../etc/passwd', subject: 'Sau nữa' })
  const kept = await listDevInbox()
  expect(kept?.map((each) => each.subject).toSorted()).toEqual(['Chào bạn', 'Sau nữa'])
})

test('SMTP carries subject, both parts with their links and a message id that stays the same', async () => {
  const { url, received, senders } = await startMailServer()
  await createSmtpMailer(`${url}?from=rap@phim.example`).send(mail)
  expect(senders).toEqual(['rap@phim.example'])
  const mails = await Promise.all(received.map((each) => PostalMime.parse(each)))
  expect(mails).toMatchObject([
    {
      subject: 'Chào bạn',
      to: [{ address: 'lan@example.com' }],
      messageId: '<welcome-1@phim.example>',
      text: expect.stringContaining('https://rap.example/verify#abc') as string,
      html: expect.stringContaining('href="https://rap.example/verify#abc"') as string,
    },
  ])
})

test('a refusal for good is not tried again, a passing one is, and so is a server that is away', async () => {
  const refusing = await startMailServer(550)
  await expect(createSmtpMailer(refusing.url).send(mail)).rejects.toMatchObject({
    code: 'mail.refused',
    retryable: false,
  })
  const busy = await startMailServer(451)
  await expect(createSmtpMailer(busy.url).send(mail)).rejects.toMatchObject({ retryable: true })
  await expect(createSmtpMailer('smtp://127.0.0.1:1').send(mail)).rejects.toMatchObject({
    code: 'mail.unavailable',
    retryable: true,
  })
})
