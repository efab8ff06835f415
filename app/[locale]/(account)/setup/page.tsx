import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { Suspense } from 'react'
import { SetUpForm } from '#components/account/set-up-form.tsx'
import { isSetUpOpen } from '#server/domains/identity/index.ts'
import { setUpAction } from '../account-actions.ts'
import { BesidePicture } from '../beside-picture.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('setUp.title'), robots: { index: false } }
}

/** The first admin of an empty house; once there is one, nothing stands here. */
export default function SetUpPage() {
  return (
    <Suspense>
      <SetUp />
    </Suspense>
  )
}

async function SetUp() {
  await connection()
  if (!(await isSetUpOpen())) notFound()
  const t = await getTranslations('account')
  return (
    <BesidePicture title={t('setUp.title')} lead={t('setUp.lead')}>
      <SetUpForm action={setUpAction} />
    </BesidePicture>
  )
}
