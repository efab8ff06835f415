'use client'

import { Bookmark, Clapperboard, GraduationCap, House, Tv, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Suspense, type ReactNode } from 'react'
import { Link, usePathname } from '#i18n/navigation.ts'
import { cn } from '../ui/class-names.ts'
import { isAt, navHrefs, type NavPlace } from './places.ts'

const icons: Record<NavPlace, LucideIcon> = {
  home: House,
  films: Clapperboard,
  series: Tv,
  courses: GraduationCap,
  myList: Bookmark,
}

/** The places at the foot of a phone; `children` are those that depend on who is signed in. */
export function PhoneTabs({ children }: { children: ReactNode }) {
  const t = useTranslations('catalogue')
  return (
    <nav
      aria-label={t('nav.label')}
      className="phone-tabs fixed inset-x-0 bottom-0 z-30 border-t border-line bg-ink-0 pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="grid auto-cols-fr grid-flow-col">
        {(['home', 'films', 'series'] as const).map((place) => (
          <li key={place}>
            <PhoneTab place={place} />
          </li>
        ))}
        {children}
      </ul>
    </nav>
  )
}

export const phoneTabClasses =
  'flex h-16 w-full flex-col items-center justify-center gap-1 text-[0.6875rem] leading-[1.55] font-medium focus-visible:-outline-offset-4'

/** One tab, lit where one is. */
export function PhoneTab({ place }: { place: NavPlace }) {
  return (
    <Suspense fallback={<TabLink place={place} current={false} />}>
      <CurrentTab place={place} />
    </Suspense>
  )
}

function CurrentTab({ place }: { place: NavPlace }) {
  const pathname = usePathname()
  return <TabLink place={place} current={isAt(pathname, navHrefs[place])} />
}

function TabLink({ place, current }: { place: NavPlace; current: boolean }) {
  const t = useTranslations('catalogue')
  const Icon = icons[place]
  return (
    <Link
      href={navHrefs[place]}
      aria-current={current ? 'page' : undefined}
      className={cn(phoneTabClasses, current ? 'text-shell' : 'text-shell-2')}
    >
      <Icon aria-hidden size={22} strokeWidth={1.75} className={current ? 'text-lamp-text' : ''} />
      <span className="max-w-full truncate px-1 py-px">{t(`nav.${place}`)}</span>
    </Link>
  )
}
