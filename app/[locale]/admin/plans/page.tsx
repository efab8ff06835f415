import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { PlansView } from '#components/admin/plans/plans-view.tsx'
import { ForbiddenSection } from '#components/admin/shell/forbidden-section.tsx'
import { PageSkeleton } from '#components/admin/shell/shell-skeleton.tsx'
import { listBundles, listPlansForAdmin, listTitleOffers } from '#server/domains/offers/index.ts'
import { may } from '#server/platform/authorize/authorize.ts'
import { adminContext } from '../admin-context.ts'
import {
  createBundleAction,
  createPlanAction,
  findSellableAction,
  offerPlanAction,
  offerTitleAction,
  setPricesAction,
  updateBundleAction,
  updatePlanAction,
  withdrawPlanAction,
  withdrawTitleOfferAction,
} from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.plans')
  return { title: t('heading') }
}

export default function PlansPage() {
  return (
    <Suspense fallback={<PageSkeleton rows={6} />}>
      <Plans />
    </Suspense>
  )
}

async function Plans() {
  const context = await adminContext('/admin/plans', 'plans')
  if (!context) return <ForbiddenSection />
  const [plans, offers, bundles] = await Promise.all([
    listPlansForAdmin(context),
    listTitleOffers(context),
    listBundles(context),
  ])
  return (
    <PlansView
      data={{
        plans,
        offers,
        bundles,
        mayWrite: may(context.actor, 'offer.write'),
        mayOpenTitles: may(context.actor, 'title.read-draft'),
        nowIso: context.now.toISOString(),
      }}
      actions={{
        createPlan: createPlanAction,
        updatePlan: updatePlanAction,
        offerPlan: offerPlanAction,
        withdrawPlan: withdrawPlanAction,
        setPrices: setPricesAction,
        offerTitle: offerTitleAction,
        withdrawTitleOffer: withdrawTitleOfferAction,
        findTitles: findSellableAction,
        createBundle: createBundleAction,
        updateBundle: updateBundleAction,
      }}
    />
  )
}
