import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { OpenLinkForm } from '#components/account/open-link-form.tsx'
import { BesidePicture } from '../beside-picture.tsx'
import { TextLink } from '../text-link.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('verify.title'), referrer: 'no-referrer', robots: { index: false } }
}

export default async function VerifyPage() {
  const t = await getTranslations('account')
  return (
    <BesidePicture title={t('verify.title')} lead={t('verify.lead')}>
      <Suspense>
        <OpenLinkForm of="verify" />
      </Suspense>
      <p className="mt-6 text-body">
        <TextLink href="/sign-in">{t('backToSignIn')}</TextLink>
      </p>
    </BesidePicture>
  )
}
