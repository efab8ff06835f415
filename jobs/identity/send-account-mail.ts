import { getAccountMail } from '#server/domains/identity/index.ts'
import type { AccountMail, AccountMailDto, AccountMailInput } from '#server/domains/identity/schemas.ts'
import { mailer } from '#server/platform/mail/index.ts'
import type { JobHandler } from '#server/platform/queues/job-handler.ts'
import { formatDay, formatMoment, mailTexts, writeMail } from './mail-texts.ts'

const paths: Record<AccountMail, string | null> = {
  verify: '/verify',
  'known-address': '/sign-in',
  'sign-in': '/mail-link',
  'reset-password': '/new-password',
  'password-changed': '/forgot-password',
  'confirm-address': '/confirm-email',
  'address-changed': '/settings',
  'address-replaced': null,
  closing: '/sign-in',
  erased: null,
  'new-device': '/devices',
}

/** Sends a mail about an account; one whose reason is gone by now is passed over. */
export const sendAccountMail: JobHandler<AccountMailInput> = async (context, payload) => {
  const mail = await getAccountMail(context, payload)
  if (!mail) return
  await mailer().send({ id: `${payload.mail}-${context.runId}`, to: mail.to, ...write(payload.mail, mail) })
}

/** Tells the account's reader that it is erased now. */
export async function sendFarewell(account: AccountMailDto, accountId: string): Promise<void> {
  await mailer().send({ id: `erased-${accountId}`, to: account.to, ...write('erased', account) })
}

/** Gives the mail's words; what does not stand in them is not said. */
export function write(name: AccountMail, mail: AccountMailDto): ReturnType<typeof writeMail> {
  const path = paths[name]
  const values = {
    email: mail.email,
    newEmail: mail.newEmail ?? '',
    date: mail.erasesAt ? formatDay(mail.erasesAt, mail.locale) : '',
    ...(mail.device ? deviceWords(mail.device, mail.locale) : {}),
  }
  const reader = { locale: mail.locale, name: mail.displayName }
  return writeMail(name, reader, values, path === null ? null : { path, token: mail.token })
}

function deviceWords(
  device: NonNullable<AccountMailDto['device']>,
  locale: AccountMailDto['locale'],
): { device: string; time: string; place: string } {
  const say = mailTexts(locale)
  const { browser, system, address } = device
  const country = device.country && new Intl.DisplayNames(locale, { type: 'region' }).of(device.country)
  return {
    device:
      browser && system ? say('deviceOn', { browser, system }) : (browser ?? system ?? say('deviceUnknown')),
    time: `${formatMoment(device.at, locale, { timeStyle: 'short' })}, ${formatDay(device.at, locale)}`,
    place: country ? say('place', { country, address }) : say('placeUnknown', { address }),
  }
}
