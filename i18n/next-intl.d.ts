import type account from './messages/vi/account.json'
import type admin from './messages/vi/admin.json'
import type billing from './messages/vi/billing.json'
import type adminBook from './messages/vi/admin-book.json'
import type adminPayments from './messages/vi/admin-payments.json'
import type catalogue from './messages/vi/catalogue.json'
import type checkout from './messages/vi/checkout.json'
import type devices from './messages/vi/devices.json'
import type errors from './messages/vi/errors.json'
import type jobs from './messages/vi/jobs.json'
import type mail from './messages/vi/mail.json'
import type media from './messages/vi/media.json'
import type offers from './messages/vi/offers.json'
import type playback from './messages/vi/playback.json'
import type profiles from './messages/vi/profiles.json'
import type ui from './messages/vi/ui.json'
import type { Locale } from './routing.ts'

// Lets the compiler refuse a key that has no text and a language that Marquee does not speak.
declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: {
      account: typeof account
      admin: typeof admin
      billing: typeof billing
      'admin-book': typeof adminBook
      'admin-payments': typeof adminPayments
      catalogue: typeof catalogue
      checkout: typeof checkout
      devices: typeof devices
      errors: typeof errors
      jobs: typeof jobs
      mail: typeof mail
      media: typeof media
      offers: typeof offers
      playback: typeof playback
      profiles: typeof profiles
      ui: typeof ui
    }
  }
}
