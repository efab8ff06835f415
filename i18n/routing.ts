import { defineRouting } from 'next-intl/routing'

export const routing = defineRouting({
  locales: ['vi', 'en'],
  defaultLocale: 'vi',
  localePrefix: 'as-needed',
  localeDetection: false,
  // The address says it all; nothing would read the cookie.
  localeCookie: false,
})

export type Locale = (typeof routing.locales)[number]
