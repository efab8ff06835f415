import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense, type ReactNode } from 'react'
import { AdminFrame } from '#components/admin/shell/admin-frame.tsx'
import { ForbiddenPage } from '#components/admin/shell/forbidden-page.tsx'
import { ShellSkeleton } from '#components/admin/shell/shell-skeleton.tsx'
import { themeScript } from '#components/admin/shell/theme.ts'
import { currentContext } from '#server/http/session.ts'
import { SessionGuard } from '../session-guard.tsx'
import { readAdminCounts } from './read-counts.ts'
import { allowedSections } from './sections.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin')
  return {
    title: { default: t('name'), template: `%s · ${t('name')} · Marquee` },
    robots: { index: false },
  }
}

export default function AdminLayout({ children }: LayoutProps<'/[locale]/admin'>) {
  return (
    <>
      <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      <Suspense fallback={<ShellSkeleton />}>
        <Frame>{children}</Frame>
      </Suspense>
    </>
  )
}

async function Frame({ children }: { children: ReactNode }) {
  const context = await currentContext()
  // Each page leads a visitor to sign in and back to itself.
  if (context.actor.kind === 'anonymous') return children
  const sections = allowedSections(context.actor)
  if (sections.length === 0) return <ForbiddenPage />
  return (
    <>
      <AdminFrame sections={sections} counts={await readAdminCounts(context)}>
        {children}
      </AdminFrame>
      <SessionGuard />
    </>
  )
}
