'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import type { PageFailureProps } from '#components/ui/page-failure.tsx'
import { ErrorState } from '#components/ui/states.tsx'

export default function AdminError({ error, retry }: PageFailureProps) {
  const t = useTranslations('admin.failed')
  const tUi = useTranslations('ui')
  return (
    <ErrorState
      heading="h1"
      title={t('title')}
      details={error.digest}
      action={
        <Button variant="lamp" onClick={retry}>
          {tUi('retry')}
        </Button>
      }
    >
      {t('body')}
    </ErrorState>
  )
}
