import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { ForbiddenSection } from '#components/admin/shell/forbidden-section.tsx'
import { PageSkeleton } from '#components/admin/shell/shell-skeleton.tsx'
import { SubscribersView } from '#components/admin/subscribers/subscribers-view.tsx'
import { adminContext } from '../admin-context.ts'
import { cancelSubscriptionAction } from './actions.ts'
import { readSubscribersPage } from './read-subscribers.ts'

type Props = PageProps<'/[locale]/admin/subscribers'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin-payments.subscribers')
  return { title: t('heading') }
}

export default function SubscribersPage(props: Props) {
  return (
    <Suspense fallback={<PageSkeleton rows={8} />}>
      <Subscribers {...props} />
    </Suspense>
  )
}

async function Subscribers({ searchParams }: Props) {
  const context = await adminContext('/admin/subscribers', 'subscribers')
  if (!context) return <ForbiddenSection />
  const data = await readSubscribersPage(context, await searchParams)
  return <SubscribersView data={data} cancel={cancelSubscriptionAction} />
}
