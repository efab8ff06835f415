import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { Suspense } from 'react'
import { safeCallbackPath } from '#components/account/callback-path.ts'
import { SignInForm } from '#components/account/sign-in-form.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { getPathname } from '#i18n/navigation.ts'
import { env } from '#server/platform/env/env.ts'
import { readAccount } from '../../(viewer)/viewer-reads.ts'
import { LeadToSetUp } from '../../lead-to-set-up.tsx'
import { pageLocale } from '../../page-locale.ts'
import { BesidePicture } from '../beside-picture.tsx'
import { OnwardTextLink } from '../text-link.tsx'
import { SessionOver } from './session-over.tsx'

type SignInPageProps = PageProps<'/[locale]/sign-in'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('signIn') }
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const t = await getTranslations('account')
  return (
    <BesidePicture
      title={t('signInTitle')}
      lead={
        <>
          {t('newHere')} <OnwardTextLink href="/register">{t('createAccount')}</OnwardTextLink>
        </>
      }
    >
      <Suspense fallback={<FormSkeleton />}>
        <FormOrOnward searchParams={searchParams} />
      </Suspense>
      <Suspense>
        <LeadToSetUp />
      </Suspense>
    </BesidePicture>
  )
}

/** The form; who is signed in already goes on to where they wanted to be. */
async function FormOrOnward({ searchParams }: Pick<SignInPageProps, 'searchParams'>) {
  const [account, { callbackUrl }, locale] = await Promise.all([readAccount(), searchParams, pageLocale()])
  if (!account) {
    return (
      <>
        <SessionOver />
        <SignInForm />
      </>
    )
  }
  const wanted = typeof callbackUrl === 'string' ? callbackUrl : null
  redirect(safeCallbackPath(wanted, env().MARQUEE_PUBLIC_URL, getPathname({ href: '/', locale })) as never)
}

function FormSkeleton() {
  return (
    <div className="grid gap-5">
      <Skeleton className="h-[76px]" />
      <Skeleton className="h-[76px]" />
      <Skeleton className="mt-1 h-13" />
    </div>
  )
}
