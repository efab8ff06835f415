import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { ReconciliationView } from '#components/admin/reconciliation/reconciliation-view.tsx'
import { ForbiddenSection } from '#components/admin/shell/forbidden-section.tsx'
import { PageSkeleton } from '#components/admin/shell/shell-skeleton.tsx'
import { adminContext } from '../admin-context.ts'
import { reconcileAction } from './actions.ts'
import { readReconciliationPage } from './read-reconciliation.ts'

type Props = PageProps<'/[locale]/admin/reconciliation'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin-book.reconciliation')
  return { title: t('heading') }
}

export default function ReconciliationPage(props: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Reconciliation {...props} />
    </Suspense>
  )
}

async function Reconciliation({ searchParams }: Props) {
  const context = await adminContext('/admin/reconciliation', 'reconciliation')
  if (!context) return <ForbiddenSection />
  return (
    <ReconciliationView
      data={await readReconciliationPage(context, await searchParams)}
      actions={{ reconcile: reconcileAction }}
    />
  )
}
