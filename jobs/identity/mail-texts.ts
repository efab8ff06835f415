import { createTranslator } from 'next-intl'
import en from '#i18n/messages/en/mail.json' with { type: 'json' }
import vi from '#i18n/messages/vi/mail.json' with { type: 'json' }
import type { BillingMail, StaffMail } from '#server/domains/billing/schemas.ts'
import type { AccountMail } from '#server/domains/identity/schemas.ts'
import { env } from '#server/platform/env/env.ts'
import { composeMail, type MailParts } from '#server/platform/mail/compose-mail.ts'

const texts = { vi, en }
type Language = keyof typeof texts
type Words = (key: string, values?: Record<string, string>) => string

/** Gives the words of our mails in the account's language. */
export function mailTexts(locale: Language): Words {
  // Keys are put together of the mail's name: a test writes every mail in both languages.
  return createTranslator({ locale, messages: texts[locale] }) as unknown as Words
}

/**
 * Writes a mail in its reader's language: greeting, paragraphs and note come from `mail.json`, the button leads to the
 * path. What a link carries stands behind `#`, where no server's log and no other site sees it.
 */
export function writeMail(
  mail: AccountMail | BillingMail | StaffMail | 'welcome' | 'data-export',
  reader: { locale: Language; name: string },
  values: Record<string, string>,
  link: { path: string; token?: string | null } | null,
): Pick<MailParts, 'subject' | 'language'> & { text: string; html: string } {
  const { locale, name } = reader
  const say = mailTexts(locale)
  const has = (part: string): boolean => part in texts[locale][mail]
  const href = link && addressOf(link.path, locale) + (link.token ? `#${link.token}` : '')
  const composed = composeMail({
    subject: say(`${mail}.subject`, values),
    greeting: say('greeting', { name }),
    body: say(`${mail}.body`, values),
    ...(href && has('action') ? { action: { label: say(`${mail}.action`), href } } : {}),
    ...(has('note') ? { note: say(`${mail}.note`, values) } : {}),
    linkHint: say('linkHint'),
    foot: say('foot', { address: new URL(env().MARQUEE_PUBLIC_URL).host }),
    language: locale,
  })
  return { ...composed, language: locale }
}

/** Writes a day in full, as it is in Vietnam; `iso` is ISO 8601. */
export function formatDay(iso: string, locale: Language): string {
  return formatMoment(iso, locale, { dateStyle: 'long' })
}

/** The same with whichever parts of the moment are wanted. */
export function formatMoment(iso: string, locale: Language, style: Intl.DateTimeFormatOptions): string {
  const language = locale === 'en' ? 'en-GB' : locale
  return new Intl.DateTimeFormat(language, { ...style, timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(iso))
}

/** Vietnamese is the language without a prefix. */
function addressOf(path: string, locale: Language): string {
  const prefix = locale === 'vi' ? '' : `/${locale}`
  return new URL(`${prefix}${path}`.replace(/(.)\/$/, '$1'), env().MARQUEE_PUBLIC_URL).href
}
