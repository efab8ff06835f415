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
    <p className="mt-4 flex items-start gap-2.5 rounded-card border border-line bg-ink-1 px-4 py-3 text-small md:mt-6 md:px-6 md:text-body">
      <Ticket aria-hidden size={18} strokeWidth={1.75} className="shrink-0 text-lamp-text md:mt-1" />
      <span className="min-w-0 text-pretty">
        {t(heldPlanWords(plan), { name: plan.name, date: day(plan.periodEndsAt) })}{' '}
        <Link
          href="/billing"
          className="rounded-badge text-lamp-text underline underline-offset-4 hover:no-underline"
        >
          {t('manage')}
        </Link>
      </span>
    </p>
  )
}
