import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { ForGrownUps } from '#components/account/settings/for-grown-ups.tsx'
import { SettingsShell } from '#components/account/settings/settings-shell.tsx'
import { PageTurner } from '#components/billing/page-turner.tsx'
import { PaymentList } from '#components/billing/payment-list.tsx'
import { BillingWatch } from '#components/billing/billing-watch.tsx'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { EmptyState } from '#components/ui/states.tsx'
import { Link } from '#i18n/navigation.ts'
import { listPayments } from '#server/domains/billing/index.ts'
import { pageLocale } from '../../../../page-locale.ts'
import { toPaymentViews } from '../billing-views.ts'
import { requireOwner } from '../require-owner.ts'

type PaymentsPageProps = PageProps<'/[locale]/billing/payments'>

const pageSize = 20
/** No verb reads further than that. */
const lastPage = 5000

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('billing.payments')
  return { title: t('title') }
}

export default async function PaymentsPage({ searchParams }: PaymentsPageProps) {
  const t = await getTranslations('billing.payments')
  return (
    <SettingsShell title={t('title')}>
      <Suspense fallback={<ListSkeleton />}>
        <Payments searchParams={searchParams} />
      </Suspense>
    </SettingsShell>
  )
}

async function Payments({ searchParams }: Pick<PaymentsPageProps, 'searchParams'>) {
  const owner = await requireOwner('/billing/payments')
  if (!owner) return <ForGrownUps />
  const [t, locale, { page: asked }] = await Promise.all([
    getTranslations('billing'),
    pageLocale(),
    searchParams,
  ])
  const { context, accountId } = owner
  const page = pageOf(asked)
  const { payments, total } = await listPayments(context, {
    accountId,
    limit: pageSize,
    offset: (page - 1) * pageSize,
  })
  if (total === 0)
    return (
      <EmptyState
        title={t('payments.none')}
        action={
          <Button asChild variant="lamp">
            <Link href="/plans">{t('noneAction')}</Link>
          </Button>
        }
      >
        {t('payments.noneBody')}
      </EmptyState>
    )
  return (
    <div className="mt-8">
      <BillingWatch accountId={accountId} />
      {payments.length > 0 ? (
        <PaymentList payments={await toPaymentViews(context, payments, locale)} label={t('payments.title')} />
      ) : null}
      <PageTurner page={page} pages={Math.ceil(total / pageSize)} />
    </div>
  )
}

function pageOf(asked: string | string[] | undefined): number {
  const page = Number(asked)
  return Number.isInteger(page) && page >= 1 && page <= lastPage ? page : 1
}

function ListSkeleton() {
  return (
    <div className="mt-8">
      <Skeleton className="h-96 rounded-card" />
    </div>
  )
}
