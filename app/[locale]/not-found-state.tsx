import { getTranslations } from 'next-intl/server'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/states.tsx'
import { Link } from '#i18n/navigation.ts'

/** Says that an address leads nowhere, and the way back. */
export async function NotFoundState() {
  const t = await getTranslations('ui')
  return (
    <EmptyState
      heading="h1"
      sign="404"
      title={t('notFoundTitle')}
      action={
        <Button asChild variant="lamp" size="lg">
          <Link href="/">{t('backHome')}</Link>
        </Button>
      }
    >
      {t('notFoundBody')}
    </EmptyState>
  )
}
