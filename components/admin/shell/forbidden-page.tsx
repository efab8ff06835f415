import { useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { BulbBoard } from '../../ui/bulb-board.tsx'

/** Tells a viewer plainly that admin is not theirs. */
export function ForbiddenPage() {
  const t = useTranslations('admin.forbidden')
  return (
    <main id="content" className="px-gutter mx-auto grid min-h-dvh max-w-[460px] content-center py-16">
      <BulbBoard text="403" size={72} tone="son" />
      <h1 className="mt-8 text-[1.625rem] leading-[1.3]">{t('title')}</h1>
      <p className="mt-2 text-shell-2">{t('body')}</p>
      <Button asChild variant="lamp" className="mt-6 md:w-fit">
        <Link href="/">{t('home')}</Link>
      </Button>
    </main>
  )
}
