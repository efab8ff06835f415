import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { OpenLinkForm } from '#components/account/open-link-form.tsx'
import { BesidePicture } from '../beside-picture.tsx'
import { TextLink } from '../text-link.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('mailLink.title'), referrer: 'no-referrer', robots: { index: false } }
}

export default async function MailLinkPage() {
  const t = await getTranslations('account')
  return (
    <BesidePicture title={t('mailLink.title')} lead={t('mailLink.lead')}>
      <Suspense>
        <OpenLinkForm of="mailLink" />
      </Suspense>
      <p className="mt-6 text-body">
        <TextLink href="/sign-in">{t('backToSignIn')}</TextLink>
      </p>
    </BesidePicture>
  )
}
