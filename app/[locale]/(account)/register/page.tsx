import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { RegisterForm } from '#components/account/register-form.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { registerAction } from '../account-actions.ts'
import { BesidePicture } from '../beside-picture.tsx'
import { OnwardTextLink } from '../text-link.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('register.title') }
}

export default async function RegisterPage() {
  const t = await getTranslations('account')
  return (
    <BesidePicture title={t('register.title')} lead={t('register.lead')}>
      <Suspense fallback={<Skeleton className="h-[340px]" />}>
        <RegisterForm action={registerAction} />
      </Suspense>
      <p className="mt-6 text-body text-shell-2">
        {t('haveAccount')} <OnwardTextLink href="/sign-in">{t('signIn')}</OnwardTextLink>
      </p>
    </BesidePicture>
  )
}
