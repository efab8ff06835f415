import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ConfirmEmailForm } from '#components/account/confirm-email-form.tsx'
import { confirmEmailChangeAction } from '../account-actions.ts'
import { BesidePicture } from '../beside-picture.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('confirmEmail.title'), referrer: 'no-referrer', robots: { index: false } }
}

export default async function ConfirmEmailPage() {
  const t = await getTranslations('account')
  return (
    <BesidePicture title={t('confirmEmail.title')} lead={t('confirmEmail.lead')}>
      <ConfirmEmailForm action={confirmEmailChangeAction} />
    </BesidePicture>
  )
}
