import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { RegisterForm } from '#components/account/register-form.tsx'
import { registerAction } from '../account-actions.ts'
import { BesidePicture } from '../beside-picture.tsx'
import { TextLink } from '../text-link.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('register.title') }
}

export default async function RegisterPage() {
  const t = await getTranslations('account')
  return (
    <BesidePicture title={t('register.title')} lead={t('register.lead')}>
      <RegisterForm action={registerAction} />
      <p className="mt-6 text-body text-shell-2">
        {t('haveAccount')} <TextLink href="/sign-in">{t('signIn')}</TextLink>
      </p>
    </BesidePicture>
  )
}
