import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { redirect } from 'next/navigation'
import { connection } from 'next/server'
import { Suspense } from 'react'
import { safeCallbackPath } from '#components/account/callback-path.ts'
import { SignInForm } from '#components/account/sign-in-form.tsx'
import { Artwork } from '#components/ui/artwork.tsx'
import { SiteLogo } from '#components/ui/site-logo.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { getPathname, Link } from '#i18n/navigation.ts'
import { env } from '#server/platform/env/env.ts'
import { readHome } from '../../(viewer)/catalogue-reads.ts'
import { pageLocale } from '../../page-locale.ts'
import { toPicture } from '../../pictures.ts'
import { textIn } from '../../(viewer)/title-view.ts'
import { readAccount } from '../../(viewer)/viewer-reads.ts'
import { SessionOver } from './session-over.tsx'

type SignInPageProps = PageProps<'/[locale]/sign-in'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('signIn') }
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const [t, catalogue] = await Promise.all([getTranslations('account'), getTranslations('catalogue')])
  return (
    <div className="relative grid min-h-dvh lg:grid-cols-[60%_1fr]">
      <header className="absolute top-5 left-(--gutter) z-10">
        <Link href="/" aria-label={catalogue('nav.homeOf')} className="flex rounded-control py-2">
          <SiteLogo />
        </Link>
      </header>
      <aside
        aria-label={t('pictureOf')}
        className="relative overflow-hidden max-lg:absolute max-lg:inset-x-0 max-lg:top-0 max-lg:h-64"
      >
        <Suspense>
          <SignInStill />
        </Suspense>
        <div className="sign-in-scrim absolute inset-0" />
      </aside>
      <main
        id="content"
        tabIndex={-1}
        className="px-gutter relative z-1 grid content-center pt-32 pb-12 outline-none lg:pt-12"
      >
        <div className="mx-auto w-full max-w-[376px] lg:ml-[12%]">
          <h1 className="text-[1.75rem] leading-[1.22] md:text-[2.25rem]">{t('signInTitle')}</h1>
          <p className="mt-2 mb-8 text-body text-shell-2">{t('signInLead')}</p>
          <Suspense fallback={<FormSkeleton />}>
            <FormOrOnward searchParams={searchParams} />
          </Suspense>
        </div>
      </main>
    </div>
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

/** A film of the house beside the form; without one the page stays dark. */
async function SignInStill() {
  await connection()
  const [{ featured }, locale] = await Promise.all([readHome(null), pageLocale()])
  const title = featured.find((each) => each.artwork.still) ?? featured[0]
  if (!title?.artwork.still) return null
  const name = textIn(locale, title.title)
  return (
    <>
      <Artwork
        picture={toPicture(title.artwork.still)}
        name={name}
        eager
        sizes="(min-width: 1024px) 112vw, 100vw"
        className="absolute inset-0 object-[64%_40%]"
      />
      <p className="absolute bottom-8 left-(--gutter) z-1 text-small text-shell max-lg:hidden">
        {title.year ? `${name}, ${title.year}` : name}
      </p>
    </>
  )
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
