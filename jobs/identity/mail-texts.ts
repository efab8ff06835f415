import { createTranslator } from 'next-intl'
import en from '#i18n/messages/en/mail.json' with { type: 'json' }
import vi from '#i18n/messages/vi/mail.json' with { type: 'json' }

const texts = { vi, en }

/** Gives the words of our mails in the account's language. */
export function mailTexts(locale: keyof typeof texts) {
  return createTranslator<typeof vi>({ locale, messages: texts[locale] })
}
