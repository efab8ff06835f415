import { useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/states.tsx'

/** Tells somebody of the house that this section is for another role. */
export function ForbiddenSection() {
  const t = useTranslations('admin.forbidden')
  return (
    <EmptyState
      sign="403"
      heading="h1"
      title={t('sectionTitle')}
      action={
        <Button asChild variant="tonal">
          <Link href="/admin">{t('toOwnSection')}</Link>
        </Button>
      }
    >
      {t('sectionBody')}
    </EmptyState>
  )
}
