import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { AccountsView } from '#components/admin/accounts/accounts-view.tsx'
import { ForbiddenSection } from '#components/admin/shell/forbidden-section.tsx'
import { PageSkeleton } from '#components/admin/shell/shell-skeleton.tsx'
import { listAccounts } from '#server/domains/identity/index.ts'
import { adminContext } from '../admin-context.ts'
import { readAccountsQuery } from './read-accounts.ts'

type Props = PageProps<'/[locale]/admin/accounts'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.accounts')
  return { title: t('heading') }
}

export default function AccountsPage(props: Props) {
  return (
    <Suspense fallback={<PageSkeleton rows={6} />}>
      <Accounts {...props} />
    </Suspense>
  )
}

async function Accounts({ searchParams }: Props) {
  const context = await adminContext('/admin/accounts', 'accounts')
  if (!context) return <ForbiddenSection />
  const data = await listAccounts(context, readAccountsQuery(await searchParams))
  return <AccountsView data={data} nowIso={context.now.toISOString()} />
}
