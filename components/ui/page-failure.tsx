'use client'

import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from './button.tsx'
import { ErrorState } from './states.tsx'

/** What an error boundary of Next is given: `retry` asks the server again. */
export type PageFailureProps = { error: Error & { digest?: string }; retry: () => void }

/** Stands in for a page that failed: one sentence, Retry, and the digest for support. */
export function PageFailure({ error, retry }: PageFailureProps) {
  const t = useTranslations('ui')
  return (
    <main id="content" className="grid min-h-[80dvh] content-center">
      <ErrorState
        heading="h1"
        title={t('errorTitle')}
        details={error.digest}
        action={
          <Button variant="lamp" size="lg" onClick={retry} className="max-md:w-full">
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
