import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { ForbiddenSection } from '#components/admin/shell/forbidden-section.tsx'
import { PageSkeleton } from '#components/admin/shell/shell-skeleton.tsx'
import { WebhooksView } from '#components/admin/webhooks/webhooks-view.tsx'
import { adminContext } from '../admin-context.ts'
import { readEventAction, replayEventAction } from './actions.ts'
import { readWebhooksPage } from './read-webhooks.ts'

type Props = PageProps<'/[locale]/admin/webhooks'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin-book.webhooks')
  return { title: t('heading') }
}

export default function WebhooksPage(props: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Webhooks {...props} />
    </Suspense>
  )
}

async function Webhooks({ searchParams }: Props) {
  const context = await adminContext('/admin/webhooks', 'webhooks')
  if (!context) return <ForbiddenSection />
  return (
    <WebhooksView
      data={await readWebhooksPage(context, await searchParams)}
      actions={{ replay: replayEventAction, read: readEventAction }}
    />
  )
}
