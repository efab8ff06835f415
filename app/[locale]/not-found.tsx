import { getTranslations } from 'next-intl/server'
import { SiteLogo } from '#components/ui/site-logo.tsx'
import { Link } from '#i18n/navigation.ts'
import { NotFoundState } from './not-found-state.tsx'

export default async function NotFoundPage() {
  const t = await getTranslations('catalogue')
  return (
    <>
      <header className="px-gutter py-6">
        <Link href="/" aria-label={t('nav.homeOf')} className="inline-block rounded-control">
          <SiteLogo />
        </Link>
      </header>
      <main id="content" className="grid min-h-[70dvh] content-center">
        <NotFoundState />
      </main>
    </>
  )
}
