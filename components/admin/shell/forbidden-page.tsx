import { useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { BulbBoard } from '../../ui/bulb-board.tsx'
import { SiteLogo } from '../../ui/site-logo.tsx'

/** Tells a viewer plainly that admin is not theirs. */
export function ForbiddenPage() {
  const t = useTranslations('admin.forbidden')
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr]">
      <header className="px-gutter py-6">
        <Link href="/" aria-label={t('home')} className="inline-block rounded-control">
          <SiteLogo />
        </Link>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="px-gutter mx-auto grid w-full max-w-[560px] content-center justify-items-center pt-8 pb-32 text-center outline-none"
      >
        <BulbBoard text="403" size={72} tone="son" />
        <h1 className="mt-8 text-[1.625rem] leading-[1.3]">{t('title')}</h1>
        <p className="mt-2 text-shell-2">{t('body')}</p>
        <Button asChild variant="lamp" className="mt-6">
          <Link href="/">{t('home')}</Link>
        </Button>
      </main>
    </div>
  )
}
