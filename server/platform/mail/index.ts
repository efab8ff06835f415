import path from 'node:path'
import { now } from '../clock/clock.ts'
import { env } from '../env/env.ts'
import { createDevInbox, type KeptMail } from './dev-inbox/dev-inbox.ts'
import type { Mailer } from './port.ts'
import { createSmtpMailer } from './smtp/smtp-mailer.ts'

export type { Mail, Mailer } from './port.ts'
export { mayReadDevInbox } from './may-read-dev-inbox.ts'
export type { KeptMail } from './dev-inbox/dev-inbox.ts'

let configured: Mailer | undefined

/** Gives the mailer that `MAIL_URL` names (`smtp://…`), or the dev inbox where it is empty. */
export function mailer(): Mailer {
  const { MAIL_URL: address } = env()
  configured ??= address ? createSmtpMailer(address) : devInbox()
  return configured
}

/** Gives the newest mails of the dev inbox; null where mail really leaves the house. */
export async function listDevInbox(limit = 100): Promise<KeptMail[] | null> {
  return env().MAIL_URL ? null : devInbox().list(limit)
}

function devInbox(): ReturnType<typeof createDevInbox> {
  return createDevInbox(path.join(env().DATA_DIR, 'mail'), now)
}
