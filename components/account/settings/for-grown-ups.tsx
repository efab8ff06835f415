import { useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { Button } from '../../ui/button.tsx'

/** Tells a child's profile plainly that what is behind the account is not theirs, and where the others are. */
export function ForGrownUps() {
  const t = useTranslations('account.settingsPage.grownUps')
  return (
    <section className="mt-10 grid max-w-[640px] justify-items-start gap-4">
      <h2 className="font-display text-[1.1875rem] leading-[1.3] md:text-[1.3125rem]">{t('title')}</h2>
      <p className="text-body text-shell-2">{t('lead')}</p>
      <Button asChild variant="lamp">
        <Link href="/profiles">{t('action')}</Link>
      </Button>
    </section>
  )
}
