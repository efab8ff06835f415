import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { AccountsView } from '#components/admin/accounts/accounts-view.tsx'
import { PageSkeleton } from '#components/admin/shell/shell-skeleton.tsx'
import { listAccounts } from '#server/domains/identity/index.ts'
import { listAccountsSchema } from '#server/domains/identity/schemas.ts'
import { adminContext } from '../admin-context.ts'
import { one } from '../search-params.ts'

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
  const context = await adminContext('/admin/accounts')
  const search = await searchParams
  const data = await listAccounts(context, {
    text: one(search.q)?.slice(0, 200),
    page: listAccountsSchema.shape.page.safeParse(Number(one(search.page) ?? 1)).data,
  })
  return <AccountsView data={data} nowIso={context.now.toISOString()} />
}
