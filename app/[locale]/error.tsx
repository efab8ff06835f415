'use client'

import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { ErrorState } from '#components/ui/states.tsx'

export default function PageError({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  const t = useTranslations('ui')
  return (
    <main id="content" className="grid min-h-[80dvh] content-center">
      <ErrorState
        heading="h1"
        title={t('errorTitle')}
        details={error.digest}
        action={
          <Button variant="lamp" size="lg" onClick={() => retry()} className="max-md:w-full">
            <RotateCw aria-hidden size={18} strokeWidth={1.75} />
            {t('retry')}
          </Button>
        }
      >
        {t('errorBody')}
      </ErrorState>
    </main>
  )
}
