import { ChevronLeft } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { ForGrownUps } from '#components/account/settings/for-grown-ups.tsx'
import { SettingsShell } from '#components/account/settings/settings-shell.tsx'
import { BillingWatch } from '#components/billing/billing-watch.tsx'
import { PrintButton } from '#components/billing/print-button.tsx'
import { Receipt } from '#components/billing/receipt.tsx'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Link } from '#i18n/navigation.ts'
import { getReceipt } from '#server/domains/billing/index.ts'
import type { ReceiptDto } from '#server/domains/billing/schemas.ts'
import type { Context } from '#server/platform/context/context.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import { pageLocale } from '../../../../../page-locale.ts'
import { boughtNames, isOpen } from '../../billing-views.ts'
import { requireOwner } from '../../require-owner.ts'

type ReceiptPageProps = PageProps<'/[locale]/billing/payments/[id]'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('billing.receipt')
  return { title: t('title') }
}

export default async function ReceiptPage({ params }: ReceiptPageProps) {
  const t = await getTranslations('billing.receipt')
  return (
    <SettingsShell title={t('title')}>
      <Suspense fallback={<Skeleton className="mt-8 h-[480px] rounded-card" />}>
        <OwnReceipt params={params} />
      </Suspense>
    </SettingsShell>
  )
}

async function OwnReceipt({ params }: Pick<ReceiptPageProps, 'params'>) {
  const { id } = await params
  const owner = await requireOwner(`/billing/payments/${id}`)
  if (!owner) return <ForGrownUps />
  const { context, accountId } = owner
  const receipt = await findOwn(context, { paymentId: id, accountId })
  if (!receipt) notFound()
  const [t, locale] = await Promise.all([getTranslations('billing.receipt'), pageLocale()])
  const { payment } = receipt
  const nameOf = await boughtNames(context, [payment], locale)
  return (
    <div className="mt-8 max-w-[720px] print:mt-0">
      <BillingWatch accountId={accountId} />
      <Receipt receipt={receipt} what={nameOf(payment)} />
      <div className="mt-4 flex flex-wrap gap-2 max-md:flex-col print:hidden">
        {isOpen(payment, context.now) ? (
          <Button asChild variant="lamp">
            <Link href={`/checkout/${payment.id}`}>{t('goOn')}</Link>
          </Button>
        ) : null}
        <PrintButton />
        <Button asChild variant="text">
          <Link href="/billing/payments">
            <ChevronLeft aria-hidden size={18} strokeWidth={1.75} />
            {t('back')}
          </Link>
        </Button>
      </div>
    </div>
  )
}

/** Others' look no otherwise than what is not there, to staff as well: theirs are in admin. */
async function findOwn(
  context: Context,
  { paymentId, accountId }: { paymentId: string; accountId: string },
): Promise<ReceiptDto | null> {
  try {
    const receipt = await getReceipt(context, { paymentId })
    return receipt.payment.accountId === accountId ? receipt : null
  } catch (error) {
    if (error instanceof AppError && (error.kind === 'not-found' || error.kind === 'invalid-input'))
      return null
    throw error
  }
}
