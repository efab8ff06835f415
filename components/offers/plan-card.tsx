import { Check } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { Interval } from '#server/domains/offers/schemas.ts'
import { formatMoney } from '../format/format-money.ts'
import { cn } from '../ui/class-names.ts'
import { ChoiceMark } from './choice-mark.tsx'
import { planPerks } from './plan-perks.ts'
import type { PlanView } from './views.ts'

type PlanCardProps = { plan: PlanView; interval: Interval; isChosen: boolean; onChoose: () => void }

/** One plan to choose; on a phone only the chosen one tells all that it has. */
export function PlanCard({ plan, interval, isChosen, onChoose }: PlanCardProps) {
  const t = useTranslations('offers')
  const locale = useLocale()
  const price = plan.prices[interval]
  if (!price) return null
  const amount = formatMoney(price, locale)
  return (
    <label className="group relative flex cursor-pointer flex-col rounded-card border border-line bg-ink-1 p-4 transition-colors duration-[120ms] hover:border-line-strong has-checked:border-lamp has-checked:bg-[linear-gradient(to_bottom,var(--lamp-bg),var(--ink-1)_70%)] has-checked:inset-ring has-checked:inset-ring-lamp has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-lamp-text md:p-6">
      <input
        type="radio"
        name="plan"
        value={plan.slug}
        checked={isChosen}
        onChange={onChoose}
        className="sr-only"
      />
      <span className="flex items-start justify-between gap-4">
        <span className="min-w-0">
          <span className="block font-display text-[1.1875rem] leading-[1.4] font-[650] break-words md:text-[1.375rem]">
            {plan.name}
          </span>
          <span className="block text-small text-shell-2">{plan.description}</span>
        </span>
        <span className="mt-1.5 max-md:hidden">
          <ChoiceMark />
        </span>
        <span className="shrink-0 text-right md:hidden">
          <span className="tabular block text-[1.1875rem] leading-[1.4] font-semibold">{amount}</span>
          <span className="block text-small text-shell-3">{t(`price.${interval}Short`)}</span>
        </span>
      </span>
      <span className="mt-5 flex flex-wrap items-baseline gap-x-2 max-md:hidden">
        <span className="tabular text-[1.875rem] leading-[1.3] font-semibold">{amount}</span>
        <span className="text-small text-shell-3">{t(`price.${interval}`)}</span>
      </span>
      <ul className={cn('mt-3 grid gap-2 md:mt-4 md:gap-2.5', !isChosen && 'max-md:hidden')}>
        {planPerks(plan, t).map((perk) => (
          <li key={perk} className="flex items-start gap-2.5 text-body text-shell-2">
            <Check aria-hidden size={16} strokeWidth={1.75} className="mt-1 shrink-0 text-lamp-text" />
            {perk}
          </li>
        ))}
      </ul>
    </label>
  )
}
