'use client'

import { Menu as MenuIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { Link } from '#i18n/navigation.ts'
import { IconButton } from '../../ui/button.tsx'
import { Sheet, SheetContent, SheetTrigger } from '../../ui/sheet.tsx'
import { SiteLogo } from '../../ui/site-logo.tsx'
import { AdminNav, type AdminCounts } from './admin-nav.tsx'
import type { SectionKey } from './sections.ts'
import { useAppliedTheme } from './use-theme.ts'

type ShellProps = { sections: SectionKey[]; counts: AdminCounts }

/** The side bar with its sections, on phones a bar at the top with the same as a sheet, and the page beside it. */
export function AdminShell({ sections, counts, children }: ShellProps & { children: ReactNode }) {
  useAppliedTheme()
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[224px_minmax(0,1fr)]">
      <aside className="sticky top-0 flex h-dvh flex-col gap-6 overflow-y-auto border-r border-line bg-ink-1 px-3 py-6 max-lg:hidden">
        <HomeLink />
        <AdminNav sections={sections} counts={counts} />
      </aside>
      <TopBar sections={sections} counts={counts} />
      <main id="content" className="mx-auto w-full max-w-[1680px] min-w-0 px-4 pt-6 pb-32 md:px-8">
        {children}
      </main>
    </div>
  )
}

function HomeLink() {
  return (
    <Link href="/admin" className="w-fit rounded-control px-2.5">
      <SiteLogo />
    </Link>
  )
}

function TopBar({ sections, counts }: ShellProps) {
  const t = useTranslations('admin.nav')
  const [open, setOpen] = useState(false)
  return (
    <header className="sticky top-0 z-30 flex items-center justify-between border-b border-line bg-ink-1 px-2 py-2 lg:hidden">
      <HomeLink />
      <Sheet open={open} onOpenChange={setOpen}>
        <SheetTrigger asChild>
          <IconButton label={t('open')} variant="text">
            <MenuIcon aria-hidden size={22} strokeWidth={1.75} />
          </IconButton>
        </SheetTrigger>
        <SheetContent title={t('label')}>
          <AdminNav sections={sections} counts={counts} onNavigate={() => setOpen(false)} />
        </SheetContent>
      </Sheet>
    </header>
  )
}
