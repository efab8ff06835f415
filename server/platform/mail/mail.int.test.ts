import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { createSmtpMailer } from './smtp/smtp-mailer.ts'
import { listDevInbox, mailer, type Mail } from './index.ts'

const mail: Mail = {
  id: 'welcome-1',
  to: 'lan@example.com',
  subject: 'Chào bạn',
  text: 'Mời bạn xem phim.',
  language: 'vi',
}
const servers: Server[] = []

afterAll(async () => {
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
})

/** A mail server that answers as told and keeps what it was sent. */
async function startMailServer(answerToRecipient: string): Promise<{ url: string; lines: string[] }> {
  const lines: string[] = []
  const server = createServer((socket) => talk(socket, answerToRecipient, lines))
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, lines }
}

function talk(socket: Socket, answerToRecipient: string, lines: string[]): void {
  let isData = false
  socket.write('220 ready\r\n')
  socket.on('data', (chunk) => {
    for (const line of chunk.toString().split('\r\n').filter(Boolean)) {
      lines.push(line)
      if (isData && line !== '.') continue
      if (line === 'DATA') isData = true
      else if (line === '.') isData = false
      socket.write(`${answerTo(line, answerToRecipient)}\r\n`)
    }
  })
}

function answerTo(line: string, answerToRecipient: string): string {
  if (line.startsWith('RCPT')) return answerToRecipient
  if (line === 'DATA') return '354 go on'
  return line === 'QUIT' ? '221 bye' : '250 ok'
}

test('without MAIL_URL mails stay in the inbox, newest first, the same one once', async () => {
  expect(await listDevInbox()).toEqual([])
  await mailer().send(mail)
  await mailer().send({ ...mail, id: '../../etc/passwd', subject: 'Sau' })
  await mailer().send({ ...mail, id: '../../etc/passwd', subject: 'Sau nữa' })
  const kept = await listDevInbox()
  expect(kept?.map((each) => each.subject).toSorted()).toEqual(['Chào bạn', 'Sau nữa'])
})

test('SMTP carries subject, text and a message id that stays the same', async () => {
  const { url, lines } = await startMailServer('250 ok')
  await createSmtpMailer(`${url}?from=rap@phim.example`).send(mail)
  expect(lines).toEqual(
    expect.arrayContaining([
      'MAIL FROM:<rap@phim.example>',
      'RCPT TO:<lan@example.com>',
      'Message-ID: <welcome-1@phim.example>',
    ]),
  )
})

test('a refusal for good is not tried again, a passing one is, and so is a server that is away', async () => {
  const refusing = await startMailServer('550 no such user')
  await expect(createSmtpMailer(refusing.url).send(mail)).rejects.toMatchObject({
    code: 'mail.refused',
    retryable: false,
  })
  const busy = await startMailServer('451 later')
  await expect(createSmtpMailer(busy.url).send(mail)).rejects.toMatchObject({ retryable: true })
  await expect(createSmtpMailer('smtp://127.0.0.1:1').send(mail)).rejects.toMatchObject({
    code: 'mail.unavailable',
    retryable: true,
  })
})
