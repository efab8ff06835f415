'use client'

import { useTranslations } from 'next-intl'
import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react'
import { Link, usePathname } from '#i18n/navigation.ts'
import { cn } from '../ui/class-names.ts'
import { SiteLogo } from '../ui/site-logo.tsx'
import { isAt, navHrefs, type NavPlace } from './places.ts'

/** Logo, places and account; clear over the hero, solid once the page has moved. */
export function SiteHeader({ myList, account }: { myList: ReactNode; account: ReactNode }) {
  const t = useTranslations('catalogue')
  const [moved, sentinel] = useMoved()
  return (
    <>
      <span ref={sentinel} aria-hidden className="absolute top-0 h-6 w-px" />
      <header
        data-moved={moved || undefined}
        className="site-header px-gutter fixed inset-x-0 top-0 z-30 flex items-center gap-8 pt-[env(safe-area-inset-top)]"
      >
        <Link href="/" aria-label={t('nav.homeOf')} className="flex rounded-control">
          <SiteLogo />
        </Link>
        <nav aria-label={t('nav.label')} className="max-md:hidden">
          <ul className="flex gap-7">
            {(['home', 'films', 'series', 'courses'] as const).map((place) => (
              <li key={place}>
                <NavLink place={place} />
              </li>
            ))}
            {myList}
          </ul>
        </nav>
        <div className="ml-auto flex items-center gap-2">{account}</div>
      </header>
    </>
  )
}

/** One place of the navigation on a light line where one is. */
export function NavLink({ place }: { place: NavPlace }) {
  return (
    <Suspense fallback={<NavAnchor place={place} current={false} />}>
      <CurrentNavLink place={place} />
    </Suspense>
  )
}

function CurrentNavLink({ place }: { place: NavPlace }) {
  const pathname = usePathname()
  return <NavAnchor place={place} current={isAt(pathname, navHrefs[place])} />
}

function NavAnchor({ place, current }: { place: NavPlace; current: boolean }) {
  const t = useTranslations('catalogue')
  return (
    <Link
      href={navHrefs[place]}
      aria-current={current ? 'page' : undefined}
      className={cn(
        'relative flex h-11 items-center text-body font-medium transition-colors duration-[120ms] hover:text-shell',
        current
          ? 'text-shell after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:rounded-full after:bg-lamp-line after:shadow-lamp'
          : 'text-shell-2',
      )}
    >
      {t(`nav.${place}`)}
    </Link>
  )
}

function useMoved() {
  const sentinel = useRef<HTMLSpanElement>(null)
  const [moved, setMoved] = useState(false)
  useEffect(() => {
    if (!sentinel.current) return
    const observer = new IntersectionObserver(([entry]) => setMoved(entry ? !entry.isIntersecting : false))
    observer.observe(sentinel.current)
    return () => observer.disconnect()
  }, [])
  return [moved, sentinel] as const
}
