'use client'

import { Unlink } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Link } from '#i18n/navigation.ts'
import { Button } from '../ui/button.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { SentPanel } from './sent-panel.tsx'
import { useLinkToken } from './use-link-token.ts'

type LinkPanelProps = {
  /** Where a new link is asked for. */
  freshHref: '/forgot-password' | '/mail-sign-in' | '/settings' | '/register'
  /** The link was tried and is no good. */
  broken: boolean
  children: (token: string) => ReactNode
}

/** What a mail's link opens; says so where the link is no good, and where to get another. */
export function LinkPanel({ freshHref, broken, children }: LinkPanelProps) {
  const t = useTranslations('account')
  const token = useLinkToken()
  if (token === null) return <Skeleton className="h-13" />
  if (token !== '' && !broken) return children(token)
  return (
    <SentPanel icon={Unlink} title={t('link.brokenTitle')} lead={t('link.broken')}>
      <Button asChild variant="lamp" size="lg" className="w-full">
        <Link href={freshHref}>{t('link.fresh')}</Link>
      </Button>
    </SentPanel>
  )
}
