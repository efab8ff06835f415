import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@playwright/test'
import { instance } from './instance.ts'

type KeptMail = { to: string; subject: string; text: string; html: string; sentAt: string }

/** Waits for the newest mail to the address whose subject fits, sent after the moment, and gives the link in it. */
export async function mailedLink(to: string, subject: RegExp, after = 0): Promise<string> {
  let link: string | undefined
  await expect(async () => {
    const mails = await readMails()
    const mail = mails
      .filter((each) => each.to === to && subject.test(each.subject) && Date.parse(each.sentAt) >= after)
      .toSorted((a, b) => b.sentAt.localeCompare(a.sentAt))[0]
    link = mail && /https?:\/\/\S+#\S+/.exec(mail.text)?.[0]
    expect(link, `a mail to ${to} with a link`).toBeTruthy()
  }).toPass({ timeout: 30_000 })
  return link ?? ''
}

/** Waits for a mail to the address whose subject fits. */
export async function expectMail(to: string, subject: RegExp): Promise<void> {
  await expect(async () => {
    const mails = await readMails()
    expect(mails.some((mail) => mail.to === to && subject.test(mail.subject))).toBe(true)
  }).toPass({ timeout: 30_000 })
}

async function readMails(): Promise<KeptMail[]> {
  const folder = path.join(instance.dataDir, 'mail')
  const names = await readdir(folder).catch(() => [])
  const files = names.filter((name) => name.endsWith('.json'))
  return Promise.all(
    files.map(async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8')) as KeptMail),
  )
}
