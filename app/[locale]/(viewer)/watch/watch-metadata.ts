import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { connection } from 'next/server'
import { pageLocale } from '../../page-locale.ts'
import { readTitle } from '../catalogue-reads.ts'
import { textIn } from '../title-view.ts'
import { findLimit } from '../viewer-reads.ts'

/** Names the page after the title; players are no page for search engines. */
export async function watchMetadata(slug: string): Promise<Metadata> {
  await connection()
  const [title, locale, t] = await Promise.all([
    findLimit().then((limit) => readTitle(slug, limit)),
    pageLocale(),
    getTranslations('playback'),
  ])
  const robots = { index: false }
  return title ? { title: t('watchTitle', { title: textIn(locale, title.title) }), robots } : { robots }
}
