'use client'

import { Plus } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { AdminPlanDto } from '#server/domains/offers/schemas.ts'
import { useCommand } from '../../errors/use-command.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Card } from '../shell/card.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { BundlesCard } from './bundles-card.tsx'
import { PlanDialog } from './plan-dialog.tsx'
import { PlanPanel, type PricedInterval } from './plan-panel.tsx'
import type { PlanActions, PlansPage } from './plans-page.ts'
import { PriceDialog } from './price-dialog.tsx'
import { TitleOfferList } from './title-offer-list.tsx'

type PlansViewProps = { data: PlansPage; actions: PlanActions }

/** All that is sold and for how much: the plans, then what is rented or bought by itself. */
export function PlansView({ data, actions }: PlansViewProps) {
  const t = useTranslations('admin.plans')
  const { plans, offers, bundles, mayWrite, mayOpenTitles, nowIso } = data
  const [editing, setEditing] = useState<AdminPlanDto | 'new' | null>(null)
  const add = (
    <Button variant="lamp" onClick={() => setEditing('new')}>
      <Plus aria-hidden size={18} strokeWidth={1.75} />
      {t('add')}
    </Button>
  )
  return (
    <>
      <PageHead
        title={t('heading')}
        lead={
          <>
            {t('lead', { count: plans.filter(({ status }) => status === 'offered').length })}
            {mayWrite ? null : ` · ${t('readOnly')}`}
          </>
        }
        actions={mayWrite && plans.length > 0 ? add : null}
      />
      {plans.length === 0 ? (
        <EmptyState title={t('empty')} action={mayWrite ? add : null}>
          {t('emptyBody')}
        </EmptyState>
      ) : (
        <Plans data={data} actions={actions} onEdit={setEditing} />
      )}
      <Card title={t('single.heading')} className="mt-6">
        <TitleOfferList
          offers={offers}
          actions={mayWrite ? actions : null}
          mayOpenTitles={mayOpenTitles}
          nowIso={nowIso}
          empty={t('single.empty')}
          withNames
        />
      </Card>
      <BundlesCard bundles={bundles} mayWrite={mayWrite} actions={actions} />
      {editing ? (
        <PlanDialog
          plan={editing === 'new' ? null : editing}
          actions={actions}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </>
  )
}

type PlansProps = PlansViewProps & { onEdit: (plan: AdminPlanDto) => void }

function Plans({ data, actions, onEdit }: PlansProps) {
  const t = useTranslations('admin.plans')
  const locale = useLocale()
  const { run, busy } = useCommand()
  const [pricing, setPricing] = useState<{ plan: AdminPlanDto; interval: PricedInterval } | null>(null)
  const [withdrawing, setWithdrawing] = useState<AdminPlanDto | null>(null)
  return (
    <div className="mt-6 grid items-start gap-6 md:grid-cols-2 xl:grid-cols-3">
      {data.plans.map((plan) => (
        <PlanPanel
          key={plan.id}
          plan={plan}
          mayWrite={data.mayWrite}
          nowIso={data.nowIso}
          isBusy={busy === plan.id}
          onEdit={() => onEdit(plan)}
          onPrice={(interval) => setPricing({ plan, interval })}
          onOffer={() =>
            void run(
              actions.offerPlan,
              { planId: plan.id },
              t('offered', { name: plan.name[locale] }),
              plan.id,
            )
          }
          onWithdraw={() => setWithdrawing(plan)}
        />
      ))}
      {pricing ? (
        <PriceDialog
          offer={{ kind: 'plan', planId: pricing.plan.id, interval: pricing.interval }}
          name={`${pricing.plan.name[locale]}, ${t(`interval.${pricing.interval}`).toLocaleLowerCase(locale)}`}
          today={pricing.plan.prices.filter(
            ({ interval, validUntil }) => interval === pricing.interval && validUntil === null,
          )}
          actions={actions}
          onClose={() => setPricing(null)}
        />
      ) : null}
      <ConfirmDialog
        open={withdrawing !== null}
        onOpenChange={(open) => !open && setWithdrawing(null)}
        title={t('withdrawAsk', { name: withdrawing?.name[locale] ?? '' })}
        description={t('withdrawBody')}
        keepLabel={t('keep')}
        confirmLabel={t('withdraw')}
        busy={busy === 'withdraw'}
        onConfirm={() => {
          if (!withdrawing) return
          const done = t('withdrawn', { name: withdrawing.name[locale] })
          void run(actions.withdrawPlan, { planId: withdrawing.id }, done, 'withdraw').then(() =>
            setWithdrawing(null),
          )
        }}
      />
    </div>
  )
}
