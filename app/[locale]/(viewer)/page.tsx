import { getTranslations } from 'next-intl/server'

export default async function HomePage() {
  const t = await getTranslations('ui')
  return <main id="content">{t('siteDescription')}</main>
}
