import type { useTranslations } from 'next-intl'

/** Gives the texts of `catalogue`; a key that has none does not compile. */
export type Translate = ReturnType<typeof useTranslations<'catalogue'>>
