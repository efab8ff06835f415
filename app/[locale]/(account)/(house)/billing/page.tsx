import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { ForGrownUps } from '#components/account/settings/for-grown-ups.tsx'
import { SettingsShell } from '#components/account/settings/settings-shell.tsx'
import { BillingSection } from '#components/billing/billing-section.tsx'
import { CreditPanel } from '#components/billing/credit-panel.tsx'
import { OpenPayments } from '#components/billing/open-payments.tsx'
import { OwnedTitles } from '#components/billing/owned-titles.tsx'
import { PaymentList } from '#components/billing/payment-list.tsx'
import { BillingWatch } from '#components/billing/billing-watch.tsx'
import { PlanPanel } from '#components/billing/plan-panel.tsx'
import type { OwnedView, PaymentView, PlanView } from '#components/billing/views.ts'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { EmptyState } from '#components/ui/states.tsx'
import { Link } from '#i18n/navigation.ts'
import { getCredit, listPayments, listSubscriptions } from '#server/domains/billing/index.ts'
import type { CreditDto } from '#server/domains/billing/schemas.ts'
import { listEntitlements } from '#server/domains/entitlements/index.ts'
import type { Context } from '#server/platform/context/context.ts'
import { readCards } from '../../../(viewer)/catalogue-reads.ts'
import { pageLocale } from '../../../page-locale.ts'
import { TextLink } from '../../text-link.tsx'
import { cancelPlanAction, openPortalAction, resumePlanAction } from './actions.ts'
import { toOwnedViews, toPaymentViews, toPlanView } from './billing-views.ts'
import { requireOwner } from './require-owner.ts'

const recent = 5

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('billing')
  return { title: t('title') }
}

export default async function BillingPage() {
  const t = await getTranslations('billing')
  return (
    <SettingsShell title={t('title')}>
      <Suspense fallback={<BillingSkeleton />}>
        <Billing />
      </Suspense>
    </SettingsShell>
  )
}

async function Billing() {
  const owner = await requireOwner('/billing')
  if (!owner) return <ForGrownUps />
  const views = await readBilling(owner)
  const { plan, owned, payments } = views
  const open = payments.filter(({ isOpen }) => isOpen)
  if (!plan && owned.length === 0 && payments.length === 0 && views.credit.length === 0)
    return <Nothing accountId={owner.accountId} />
  return (
    <>
      <BillingWatch accountId={owner.accountId} />
      <OpenPayments payments={open} isNext={plan === null} />
      <Sections {...views} />
    </>
  )
}

type BillingViews = {
  plan: PlanView | null
  owned: OwnedView[]
  credit: CreditDto[]
  payments: PaymentView[]
}

async function readBilling({
  context,
  accountId,
}: {
  context: Context
  accountId: string
}): Promise<BillingViews> {
  const locale = await pageLocale()
  const [{ subscriptions }, { payments }, rights, credit] = await Promise.all([
    listSubscriptions(context, { accountId, limit: recent }),
    listPayments(context, { accountId, limit: recent }),
    listEntitlements(context, { accountId }),
    getCredit(context, { accountId }),
  ])
  // The living one, which need not be the one that was begun last.
  const subscription = subscriptions.find(({ endedAt }) => endedAt === null) ?? subscriptions[0]
  const own = rights.filter(({ reason }) => reason === 'rental' || reason === 'purchase')
  const cards = await readCards([...new Set(own.flatMap(({ titleId }) => titleId ?? []))], null)
  return {
    plan: subscription ? await toPlanView(context, subscription, locale) : null,
    owned: await toOwnedViews(own, cards, { locale, now: context.now }),
    credit,
    payments: await toPaymentViews(context, payments, locale),
  }
}

async function Sections({ plan, owned, credit, payments }: BillingViews) {
  const t = await getTranslations('billing')
  const actions = { cancel: cancelPlanAction, resume: resumePlanAction, openPortal: openPortalAction }
  return (
    <>
      <BillingSection title={t('planTitle')}>
        {plan ? (
          <PlanPanel plan={plan} actions={actions} />
        ) : (
          <NoPlan isNext={!payments.some(({ isOpen }) => isOpen)} />
        )}
      </BillingSection>
      {owned.length > 0 ? (
        <BillingSection title={t('owned.title')}>
          <OwnedTitles titles={owned} />
        </BillingSection>
      ) : null}
      {credit.length > 0 ? (
        <BillingSection title={t('credit.title')}>
          <CreditPanel credit={credit} />
        </BillingSection>
      ) : null}
      {payments.length > 0 ? (
        <BillingSection
          title={t('payments.recent')}
          more={<TextLink href="/billing/payments">{t('payments.all')}</TextLink>}
        >
          <PaymentList payments={payments} label={t('payments.recent')} />
        </BillingSection>
      ) : null}
    </>
  )
}

async function NoPlan({ isNext }: { isNext: boolean }) {
  const t = await getTranslations('billing')
  return (
    <div className="flex items-center justify-between gap-4 rounded-card border border-line bg-ink-1 p-5 max-md:flex-col max-md:items-stretch md:px-6">
      <p className="text-body text-shell-2">{t('none')}</p>
      <Button asChild variant={isNext ? 'lamp' : 'tonal'}>
        <Link href="/plans">{t('noneAction')}</Link>
      </Button>
    </div>
  )
}

async function Nothing({ accountId }: { accountId: string }) {
  const t = await getTranslations('billing')
  return (
    <>
      <BillingWatch accountId={accountId} />
      <EmptyState
        title={t('none')}
        action={
          <Button asChild variant="lamp">
            <Link href="/plans">{t('noneAction')}</Link>
          </Button>
        }
      >
        {t('noneBody')}
      </EmptyState>
    </>
  )
}

function BillingSkeleton() {
  return (
    <div className="mt-10 grid gap-4">
      <Skeleton className="h-7 w-40" />
      <Skeleton className="h-64 rounded-card" />
      <Skeleton className="mt-6 h-7 w-52" />
      <Skeleton className="h-40 rounded-card" />
    </div>
  )
}
