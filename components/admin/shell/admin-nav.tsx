'use client'

import {
  ArrowUpRight,
  BookOpenText,
  CreditCard,
  Cpu,
  Film,
  Inbox,
  Landmark,
  Languages,
  ListChecks,
  MoonStar,
  Scale,
  ScrollText,
  Sun,
  Tag,
  UserRoundCheck,
  Users,
  type LucideIcon,
} from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useSearchParams } from 'next/navigation'
import { Link, usePathname } from '#i18n/navigation.ts'
import { SignOutButton } from '../../account/sign-out-button.tsx'
import { cn } from '../../ui/class-names.ts'
import type { SectionKey } from './sections.ts'
import { useTheme } from './use-theme.ts'

export type AdminCounts = {
  /** Encodes that run or wait. */
  encodes: number
  /** Jobs that failed for good and nobody has decided upon. */
  dead: number
  /** Transfers that staff have to decide. */
  transfers: number
}

type Section = {
  key: SectionKey
  href: `/admin/${string}`
  icon: LucideIcon
}

const allSections: Section[] = [
  { key: 'titles', href: '/admin/titles', icon: Film },
  { key: 'encodes', href: '/admin/encodes', icon: Cpu },
  { key: 'jobs', href: '/admin/jobs', icon: ListChecks },
  { key: 'accounts', href: '/admin/accounts', icon: Users },
  { key: 'plans', href: '/admin/plans', icon: Tag },
  { key: 'subscribers', href: '/admin/subscribers', icon: UserRoundCheck },
  { key: 'payments', href: '/admin/payments', icon: CreditCard },
  { key: 'transfers', href: '/admin/transfers', icon: Landmark },
  { key: 'webhooks', href: '/admin/webhooks', icon: Inbox },
  { key: 'reconciliation', href: '/admin/reconciliation', icon: Scale },
  { key: 'ledger', href: '/admin/ledger', icon: BookOpenText },
  { key: 'audit', href: '/admin/audit', icon: ScrollText },
]

const rowClasses =
  'flex min-h-9 w-full items-center gap-3.5 rounded-control px-3 text-[0.9375rem] leading-[1.6] font-medium text-shell-2 transition-colors duration-[120ms] hover:bg-ink-2 hover:text-shell max-lg:min-h-[50px]'

type AdminNavProps = { sections: SectionKey[]; counts: AdminCounts; onNavigate?: () => void }

/** The sections of admin that one may open, then the site, the theme, the language and signing out. */
export function AdminNav({ sections, counts, onNavigate }: AdminNavProps) {
  const t = useTranslations('admin.nav')
  const pathname = usePathname()
  return (
    <nav aria-label={t('label')} className="flex flex-1 flex-col justify-between gap-8">
      <ul className="grid gap-0.5">
        {allSections
          .filter(({ key }) => sections.includes(key))
          .map(({ key, href, icon: Icon }) => {
            const current = pathname === href || pathname.startsWith(`${href}/`)
            return (
              <li key={key}>
                <Link
                  href={href}
                  {...(onNavigate ? { onClick: onNavigate } : {})}
                  {...(current ? { 'aria-current': 'page' as const } : {})}
                  className={cn(rowClasses, current && 'bg-ink-3 text-shell hover:bg-ink-3')}
                >
                  <Icon
                    aria-hidden
                    size={18}
                    strokeWidth={1.75}
                    className={cn(current && 'text-lamp-text')}
                  />
                  {t(key)}
                  <SectionCount section={key} counts={counts} />
                </Link>
              </li>
            )
          })}
      </ul>
      <WaysOut {...(onNavigate ? { onNavigate } : {})} />
    </nav>
  )
}

function SectionCount({ section, counts }: { section: Section['key']; counts: AdminCounts }) {
  const t = useTranslations('admin.nav')
  if (section !== 'encodes' && section !== 'jobs' && section !== 'transfers') return null
  const count = { encodes: counts.encodes, jobs: counts.dead, transfers: counts.transfers }[section]
  if (count === 0) return null
  const word = { encodes: 'openEncodes', jobs: 'deadJobs', transfers: 'waitingTransfers' } as const
  return (
    <span
      className={cn(
        'tabular ml-auto text-small font-semibold',
        section === 'encodes' ? 'text-lamp-text' : 'text-son-text',
      )}
    >
      <span aria-hidden>{count}</span>
      <span className="sr-only">{t(word[section], { count })}</span>
    </span>
  )
}

function WaysOut({ onNavigate }: { onNavigate?: () => void }) {
  const t = useTranslations('admin.nav')
  const { theme, toggle } = useTheme()
  const ThemeIcon = theme === 'light' ? MoonStar : Sun
  return (
    <ul className="grid gap-0.5">
      <li>
        <Link href="/" className={rowClasses}>
          <ArrowUpRight aria-hidden size={18} strokeWidth={1.75} />
          {t('site')}
        </Link>
      </li>
      <li>
        <button type="button" onClick={toggle} className={rowClasses}>
          <ThemeIcon aria-hidden size={18} strokeWidth={1.75} />
          {theme === 'light' ? t('dark') : t('light')}
        </button>
      </li>
      <li>
        <LanguageLink {...(onNavigate ? { onNavigate } : {})} />
      </li>
      <li>
        <SignOutButton className={rowClasses} />
      </li>
    </ul>
  )
}

function LanguageLink({ onNavigate }: { onNavigate?: () => void }) {
  const t = useTranslations('admin.nav')
  const locale = useLocale()
  const other = locale === 'vi' ? 'en' : 'vi'
  const search = useSearchParams().toString()
  const pathname = usePathname()
  return (
    <Link
      href={search === '' ? pathname : `${pathname}?${search}`}
      locale={other}
      lang={other}
      className={rowClasses}
      {...(onNavigate ? { onClick: onNavigate } : {})}
    >
      <Languages aria-hidden size={18} strokeWidth={1.75} />
      {t('language')}
    </Link>
  )
}
