import { Ticket } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { useDay } from '../format/use-day.ts'
import { heldPlanWords } from './held-plan-words.ts'
import type { HeldPlanView } from './views.ts'

/** Which plan somebody has already, until when, and where it is managed. */
export function HeldPlan({ plan }: { plan: HeldPlanView }) {
  const t = useTranslations('offers.plans.held')
  const { day } = useDay()
  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-6 gap-y-1 rounded-card border border-line bg-ink-1 px-4 py-3 md:mt-6 md:px-6">
      <p className="flex min-w-0 flex-1 items-start gap-2.5 text-body max-md:basis-full">
        <Ticket aria-hidden size={18} strokeWidth={1.75} className="mt-1 shrink-0 text-lamp-text" />
        <span className="text-pretty">
          {t(heldPlanWords(plan), { name: plan.name, date: day(plan.periodEndsAt) })}
        </span>
      </p>
      <Link
        href="/billing"
        className="inline-flex min-h-6 items-center rounded-control text-small text-lamp-text underline-offset-4 hover:underline max-md:ml-7 max-md:min-h-11"
      >
        {t('manage')}
      </Link>
    </div>
  )
}
