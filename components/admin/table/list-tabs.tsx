'use client'

import { Link } from '#i18n/navigation.ts'
import { cn } from '../../ui/class-names.ts'

type ListTab = { key: string; label: string; href: string; current: boolean }

/** Two or three lists of one page, each at its own address. */
export function ListTabs({ label, tabs, className }: { label: string; tabs: ListTab[]; className?: string }) {
  return (
    <nav aria-label={label} className={cn('flex gap-1', className)}>
      {tabs.map(({ key, label: name, href, current }) => (
        <Link
          key={key}
          href={href}
          aria-current={current ? 'page' : undefined}
          className={cn(
            'inline-flex h-9 items-center rounded-control px-3.5 text-small font-semibold text-shell-2 transition-colors duration-[120ms] hover:bg-ink-2 hover:text-shell max-md:h-11',
            current && 'bg-ink-3 text-shell hover:bg-ink-3',
          )}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
