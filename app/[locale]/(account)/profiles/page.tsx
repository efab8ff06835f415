import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { SignOutButton } from '#components/account/sign-out-button.tsx'
import { ProfileGate } from '#components/profiles/profile-gate.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { listProfiles } from '#server/domains/profiles/index.ts'
import { GateFrame } from './gate-frame.tsx'
import { chooseProfileAction } from './profile-actions.ts'
import { requireSignIn } from './require-sign-in.ts'

type ProfilesPageProps = PageProps<'/[locale]/profiles'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('profiles.gate')
  return { title: t('title'), robots: { index: false } }
}

export default function ProfilesPage({ searchParams }: ProfilesPageProps) {
  return (
    <GateFrame>
      <Suspense fallback={<GateSkeleton />}>
        <Gate searchParams={searchParams} />
      </Suspense>
    </GateFrame>
  )
}

async function Gate({ searchParams }: Pick<ProfilesPageProps, 'searchParams'>) {
  const [context, query, t] = await Promise.all([
    requireSignIn('/profiles'),
    searchParams,
    getTranslations('profiles.gate'),
  ])
  const managing = query.manage !== undefined
  return (
    <>
      <h1 className="text-[1.625rem] leading-[1.3] md:text-h1">{t(managing ? 'manageTitle' : 'title')}</h1>
      <ProfileGate
        profiles={await listProfiles(context)}
        managing={managing}
        wanted={typeof query.callbackUrl === 'string' ? query.callbackUrl : null}
        choose={chooseProfileAction}
      />
      <SignOutButton className="mt-8 flex min-h-11 items-center gap-2.5 rounded-control px-3 text-body text-shell-2 hover:text-shell" />
    </>
  )
}

function GateSkeleton() {
  return (
    <>
      <Skeleton className="h-12 w-60" />
      <div className="mt-8 grid w-full max-w-[310px] grid-cols-2 gap-x-[22px] gap-y-7 md:mt-12 md:flex md:max-w-none md:justify-center md:gap-8">
        {[0, 1].map((place) => (
          <div key={place} className="md:w-42">
            <Skeleton className="aspect-square w-full rounded-dialog" />
            <Skeleton className="mx-auto mt-3 h-7 w-24" />
          </div>
        ))}
      </div>
    </>
  )
}
