import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { AskMailForm } from '#components/account/ask-mail-form.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { requestPasswordResetAction } from '../account-actions.ts'
import { BesidePicture } from '../beside-picture.tsx'
import { TextLink } from '../text-link.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('forgot.title') }
}

export default async function ForgotPasswordPage() {
  const t = await getTranslations('account')
  return (
    <BesidePicture title={t('forgot.title')} lead={t('forgot.lead')}>
      <Suspense fallback={<Skeleton className="h-40" />}>
        <AskMailForm of="forgot" action={requestPasswordResetAction} />
      </Suspense>
      <p className="mt-6 text-body">
        <TextLink href="/sign-in">{t('backToSignIn')}</TextLink>
      </p>
    </BesidePicture>
  )
}
