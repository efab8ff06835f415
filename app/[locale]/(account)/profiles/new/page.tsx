import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { emptyProfile } from '#components/profiles/empty-profile.ts'
import { ProfileForm } from '#components/profiles/profile-form.tsx'
import { FormSkeleton } from '#components/profiles/form-skeleton.tsx'
import { listProfiles } from '#server/domains/profiles/index.ts'
import { pageLocale } from '../../../page-locale.ts'
import { GateFrame } from '../gate-frame.tsx'
import { createProfileAction } from '../profile-actions.ts'
import { requireSignIn } from '../require-sign-in.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('profiles.form')
  return { title: t('newTitle'), robots: { index: false } }
}

export default async function NewProfilePage() {
  const t = await getTranslations('profiles.form')
  return (
    <GateFrame top>
      <div className="w-full max-w-[640px]">
        <h1 className="mb-8 text-[1.75rem] leading-[1.22] md:text-[2.25rem]">{t('newTitle')}</h1>
        <Suspense fallback={<FormSkeleton />}>
          <NewProfile />
        </Suspense>
      </div>
    </GateFrame>
  )
}

async function NewProfile() {
  const [context, locale] = await Promise.all([requireSignIn('/profiles/new'), pageLocale()])
  const used = (await listProfiles(context)).map(({ avatar }) => avatar)
  return <ProfileForm initial={emptyProfile(locale, used)} isMain={false} save={createProfileAction} />
}
