import { getTranslations } from 'next-intl/server'
import { connection } from 'next/server'
import { Suspense, type ReactNode } from 'react'
import { Artwork } from '#components/ui/artwork.tsx'
import { BulbBoard } from '#components/ui/bulb-board.tsx'
import { SiteLogo } from '#components/ui/site-logo.tsx'
import { Link } from '#i18n/navigation.ts'
import { readHome } from '../(viewer)/catalogue-reads.ts'
import { textIn } from '../(viewer)/title-view.ts'
import { pageLocale } from '../page-locale.ts'
import { toPicture } from '../pictures.ts'

type BesidePictureProps = { title: string; lead: ReactNode; children: ReactNode }

/** A form beside a film of the house. */
export async function BesidePicture({ title, lead, children }: BesidePictureProps) {
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
          <Still />
        </Suspense>
        <div className="sign-in-scrim absolute inset-0" />
      </aside>
      <main
        id="content"
        tabIndex={-1}
        className="px-gutter relative z-1 grid content-start pt-48 pb-12 outline-none lg:content-center lg:pt-12"
      >
        <div className="mx-auto w-full max-w-[376px] lg:ml-[12%]">
          <h1 className="text-[1.75rem] leading-[1.22] md:text-[2.25rem]">{title}</h1>
          <p className="mt-2 mb-8 text-body text-shell-2">{lead}</p>
          {children}
        </div>
      </main>
    </div>
  )
}

/** Where there is no film yet, the sign alone lights the room. */
async function Still() {
  await connection()
  const [{ featured }, locale] = await Promise.all([readHome(null), pageLocale()])
  const title = featured.find((each) => each.artwork.still) ?? featured[0]
  if (!title?.artwork.still) {
    return (
      <div className="gate-light absolute inset-0 grid place-items-center max-lg:hidden">
        <BulbBoard text="logo" size={200} />
      </div>
    )
  }
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
