import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { LedgerView } from '#components/admin/ledger/ledger-view.tsx'
import { ForbiddenSection } from '#components/admin/shell/forbidden-section.tsx'
import { PageSkeleton } from '#components/admin/shell/shell-skeleton.tsx'
import { adminContext } from '../admin-context.ts'
import { readLedgerPage } from './read-ledger.ts'

type Props = PageProps<'/[locale]/admin/ledger'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin-book.ledger')
  return { title: t('heading') }
}

export default function LedgerPage(props: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Ledger {...props} />
    </Suspense>
  )
}

async function Ledger({ searchParams }: Props) {
  const context = await adminContext('/admin/ledger', 'ledger')
  if (!context) return <ForbiddenSection />
  return <LedgerView data={await readLedgerPage(context, await searchParams)} />
}
