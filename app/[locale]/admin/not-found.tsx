import { getTranslations } from 'next-intl/server'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/states.tsx'
import { Link } from '#i18n/navigation.ts'

/** A title or a person that is not there, within admin's own frame. */
export default async function AdminNotFound() {
  const t = await getTranslations('admin.notFound')
  return (
    <EmptyState
      sign="404"
      heading="h1"
      title={t('title')}
      action={
        <Button asChild variant="tonal">
          <Link href="/admin">{t('back')}</Link>
        </Button>
      }
    >
      {t('body')}
    </EmptyState>
  )
}
