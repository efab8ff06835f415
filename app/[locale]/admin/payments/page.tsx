import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { PaymentsView } from '#components/admin/payments/payments-view.tsx'
import { ForbiddenSection } from '#components/admin/shell/forbidden-section.tsx'
import { PageSkeleton } from '#components/admin/shell/shell-skeleton.tsx'
import type { Locale } from '#i18n/routing.ts'
import { adminContext } from '../admin-context.ts'
import {
  confirmRefundAction,
  reconcileAction,
  refundAction,
  resendRefundAction,
  withdrawRefundAction,
} from './actions.ts'
import { readPaymentsPage } from './read-payments.ts'

type Props = PageProps<'/[locale]/admin/payments'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin-payments')
  return { title: t('heading') }
}

export default function PaymentsPage(props: Props) {
  return (
    <Suspense fallback={<PageSkeleton rows={8} />}>
      <Payments {...props} />
    </Suspense>
  )
}

async function Payments({ params, searchParams }: Props) {
  const context = await adminContext('/admin/payments', 'payments')
  if (!context) return <ForbiddenSection />
  const { locale } = await params
  const data = await readPaymentsPage(context, locale as Locale, await searchParams)
  return (
    <PaymentsView
      data={data}
      actions={{
        refund: refundAction,
        confirmRefund: confirmRefundAction,
        withdrawRefund: withdrawRefundAction,
        resendRefund: resendRefundAction,
        reconcile: reconcileAction,
      }}
    />
  )
}
