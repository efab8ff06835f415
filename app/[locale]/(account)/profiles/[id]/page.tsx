import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { DeleteProfile } from '#components/profiles/delete-profile.tsx'
import { FormSkeleton } from '#components/profiles/form-skeleton.tsx'
import { PinSettings } from '#components/profiles/pin-settings.tsx'
import { ProfileForm } from '#components/profiles/profile-form.tsx'
import { listProfiles } from '#server/domains/profiles/index.ts'
import { GateFrame } from '../gate-frame.tsx'
import {
  deleteProfileAction,
  removePinAction,
  setPinAction,
  updateProfileAction,
} from '../profile-actions.ts'
import { requireSignIn } from '../require-sign-in.ts'

type ProfilePageProps = PageProps<'/[locale]/profiles/[id]'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('profiles.form')
  return { title: t('editTitle'), robots: { index: false } }
}

export default async function ProfilePage({ params }: ProfilePageProps) {
  const t = await getTranslations('profiles.form')
  return (
    <GateFrame top>
      <div className="w-full max-w-[640px]">
        <h1 className="mb-8 text-[1.75rem] leading-[1.22] md:text-[2.25rem]">{t('editTitle')}</h1>
        <Suspense fallback={<FormSkeleton />}>
          <EditProfile params={params} />
        </Suspense>
      </div>
    </GateFrame>
  )
}

async function EditProfile({ params }: Pick<ProfilePageProps, 'params'>) {
  const { id } = await params
  const context = await requireSignIn(`/profiles/${id}`)
  const profile = (await listProfiles(context)).find((each) => each.id === id)
  if (!profile) notFound()
  const { isMain, hasPin, position: _position, version, ...initial } = profile
  return (
    <ProfileForm
      // What somebody else saved starts the form anew; a PIN is none of its fields and leaves what was typed.
      key={JSON.stringify(initial)}
      initial={initial}
      isMain={isMain}
      save={updateProfileAction}
      edited={{ id, version }}
    >
      <PinSettings
        profile={{ id, version, name: profile.name, hasPin }}
        setPin={setPinAction}
        removePin={removePinAction}
      />
      <DeleteProfile profile={{ id, name: profile.name, isMain }} remove={deleteProfileAction} />
    </ProfileForm>
  )
}
