import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { ForbiddenSection } from '#components/admin/shell/forbidden-section.tsx'
import { PageSkeleton } from '#components/admin/shell/shell-skeleton.tsx'
import { TransfersView } from '#components/admin/transfers/transfers-view.tsx'
import { adminContext } from '../admin-context.ts'
import {
  creditTransferAction,
  findAccountsAction,
  findPaymentsAction,
  matchTransferAction,
  returnTransferAction,
} from './actions.ts'
import { readTransfersPage } from './read-transfers.ts'

type Props = PageProps<'/[locale]/admin/transfers'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin-book.transfers')
  return { title: t('heading') }
}

export default function TransfersPage(props: Props) {
  return (
    <Suspense fallback={<PageSkeleton rows={6} />}>
      <Transfers {...props} />
    </Suspense>
  )
}

async function Transfers({ searchParams }: Props) {
  const context = await adminContext('/admin/transfers', 'transfers')
  if (!context) return <ForbiddenSection />
  return (
    <TransfersView
      data={await readTransfersPage(context, await searchParams)}
      actions={{
        match: matchTransferAction,
        credit: creditTransferAction,
        giveBack: returnTransferAction,
        findPayments: findPaymentsAction,
        findAccounts: findAccountsAction,
      }}
    />
  )
}
