import { LockKeyhole } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { SiteLogo } from '#components/ui/site-logo.tsx'
import { Link } from '#i18n/navigation.ts'
import { LeadToSetUp } from '../lead-to-set-up.tsx'
import { SessionGuard } from '../session-guard.tsx'

/** Nothing leads away while one pays but the logo; on a phone the page's own bar stands here. */
export default async function CheckoutLayout({ children }: LayoutProps<'/[locale]'>) {
  const [t, catalogue] = await Promise.all([getTranslations('checkout'), getTranslations('catalogue')])
  return (
    <>
      <header className="px-gutter flex h-[72px] items-center justify-between gap-4 max-md:hidden">
        <Link href="/" aria-label={catalogue('nav.homeOf')} className="flex rounded-control">
          <SiteLogo />
        </Link>
        <p className="flex items-center gap-2 text-small text-shell-2">
          <LockKeyhole aria-hidden size={16} strokeWidth={1.75} />
          {t('secure')}
        </p>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="px-gutter mx-auto w-full max-w-[calc(1200px+2*var(--gutter))] pt-[env(safe-area-inset-top)] pb-8 outline-none md:pt-8 md:pb-16"
      >
        {children}
      </main>
      <Suspense>
        <LeadToSetUp />
        <SessionGuard />
      </Suspense>
    </>
  )
}
