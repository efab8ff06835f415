'use client'

import { useTranslations } from 'next-intl'
import { Suspense, type ReactNode } from 'react'
import { Link, usePathname } from '#i18n/navigation.ts'
import { cn } from '../../ui/class-names.ts'

const places = [
  ['/settings', 'account'],
  ['/billing', 'settingsPage.billing'],
  ['/profiles', 'settingsPage.profiles'],
  ['/devices', 'settingsPage.devices'],
  ['/settings/data', 'data.title'],
] as const
type Place = (typeof places)[number][0]

/** The frame of everything one settles about one's account: its places above, the page's own sections below. */
export function SettingsShell({ title, children }: { title: string; children: ReactNode }) {
  const t = useTranslations('account')
  return (
    <main
      id="content"
      tabIndex={-1}
      className="px-gutter mx-auto w-full max-w-[calc(784px+2*var(--gutter))] pt-24 pb-16 outline-none md:pt-32"
    >
      <h1 className="font-display text-[1.75rem] leading-[1.22] md:text-[2.5rem]">{title}</h1>
      <nav
        aria-label={t('settingsPage.sections')}
        className="-mx-(--gutter) mt-6 overflow-x-auto px-(--gutter)"
      >
        <ul className="flex min-w-fit gap-4 border-b border-line sm:gap-6">
          {places.map(([href, word]) => (
            <li key={href}>
              <Suspense fallback={<Anchor href={href} word={t(word)} current={false} />}>
                <CurrentAnchor href={href} word={t(word)} />
              </Suspense>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </main>
  )
}

function CurrentAnchor({ href, word }: { href: Place; word: string }) {
  const pathname = usePathname()
  const isWithin = href === '/billing' && pathname.startsWith('/billing/')
  return <Anchor href={href} word={word} current={pathname === href || isWithin} />
}

function Anchor({ href, word, current }: { href: Place; word: string; current: boolean }) {
  return (
    <Link
      href={href}
      aria-current={current ? 'page' : undefined}
      className={cn(
        '-mb-px flex h-11 items-center border-b-2 text-body font-medium whitespace-nowrap focus-visible:-outline-offset-4',
        current ? 'border-lamp-line text-shell' : 'border-transparent text-shell-2 hover:text-shell',
      )}
    >
      {word}
    </Link>
  )
}
