import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { AuditView } from '#components/admin/audit/audit-view.tsx'
import { ForbiddenSection } from '#components/admin/shell/forbidden-section.tsx'
import { PageSkeleton } from '#components/admin/shell/shell-skeleton.tsx'
import type { Locale } from '#i18n/routing.ts'
import { adminContext } from '../admin-context.ts'
import { readAuditPage } from './read-audit.ts'

type Props = PageProps<'/[locale]/admin/audit'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.audit')
  return { title: t('heading') }
}

export default function AuditPage(props: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Audit {...props} />
    </Suspense>
  )
}

async function Audit({ params, searchParams }: Props) {
  const context = await adminContext('/admin/audit', 'audit')
  if (!context) return <ForbiddenSection />
  const { locale } = await params
  return <AuditView data={await readAuditPage(context, locale as Locale, await searchParams)} />
}
