import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { cn } from '#components/ui/class-names.ts'
import { SiteLogo } from '#components/ui/site-logo.tsx'
import { Link } from '#i18n/navigation.ts'

/** The dark room of the gate and of the pages behind it: the sign's light from above, the logo, the centre. */
export async function GateFrame({ top = false, children }: { top?: boolean; children: ReactNode }) {
  const t = await getTranslations('catalogue')
  return (
    <div className="gate-light flex min-h-dvh flex-col">
      <header className="px-gutter flex pt-[calc(env(safe-area-inset-top)+24px)] max-md:justify-center max-md:pt-[calc(env(safe-area-inset-top)+48px)]">
        <Link href="/" aria-label={t('nav.homeOf')} className="flex rounded-control py-2">
          <SiteLogo />
        </Link>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className={cn(
          'px-gutter flex flex-1 flex-col items-center pb-16 outline-none',
          top ? 'pt-8 md:pt-12' : 'pt-10 md:justify-center md:pt-0 md:pb-32',
        )}
      >
        {children}
      </main>
    </div>
  )
}
