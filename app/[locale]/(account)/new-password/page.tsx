import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NewPasswordForm } from '#components/account/new-password-form.tsx'
import { resetPasswordAction } from '../account-actions.ts'
import { BesidePicture } from '../beside-picture.tsx'
import { TextLink } from '../text-link.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('newPasswordPage.title'), referrer: 'no-referrer', robots: { index: false } }
}

export default async function NewPasswordPage() {
  const t = await getTranslations('account')
  return (
    <BesidePicture title={t('newPasswordPage.title')} lead={t('newPasswordPage.lead')}>
      <NewPasswordForm action={resetPasswordAction} />
      <p className="mt-6 text-body">
        <TextLink href="/sign-in">{t('backToSignIn')}</TextLink>
      </p>
    </BesidePicture>
  )
}
