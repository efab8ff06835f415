import { CreditCard, QrCode } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { formatMoney } from '../format/format-money.ts'
import { ChoiceMark } from '../offers/choice-mark.tsx'
import type { MethodView } from './views.ts'

type MethodChoiceProps = {
  methods: readonly MethodView[]
  chosen: MethodView
  onChoose: (method: MethodView) => void
}

const icons = { transfer: QrCode, page: CreditCard }

/** The ways to pay; where they cost in different currencies each names its own price. */
export function MethodChoice({ methods, chosen, onChoose }: MethodChoiceProps) {
  const t = useTranslations('checkout.method')
  const locale = useLocale()
  const isMixed = new Set(methods.map(({ price }) => price.currency)).size > 1
  return (
    <fieldset>
      <legend className="mb-2.5 text-small text-shell-2">{t('label')}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {methods.map((method) => {
          const Icon = icons[method.by]
          return (
            <label
              key={method.provider}
              className="group flex min-h-17 cursor-pointer items-center gap-3.5 rounded-card border border-line-strong bg-ink-1 px-4 py-2.5 transition-colors duration-[120ms] hover:bg-ink-2 has-checked:border-lamp has-checked:bg-lamp-bg has-checked:inset-ring has-checked:inset-ring-lamp has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-lamp-text"
            >
              <input
                type="radio"
                name="method"
                value={method.provider}
                checked={method === chosen}
                onChange={() => onChoose(method)}
                className="sr-only"
              />
              <Icon aria-hidden size={20} strokeWidth={1.75} className="shrink-0 text-shell" />
              <span className="min-w-0 flex-1">
                <span className="block text-body leading-[1.5] font-semibold">
                  {t(method.provider)}
                  {isMixed ? (
                    <span className="tabular font-medium text-shell-2">
                      {' '}
                      · {formatMoney(method.price, locale)}
                    </span>
                  ) : null}
                </span>
                <span className="block text-small leading-[1.5] text-shell-2">
                  {method.renewal && method.renewal.trialDays > 0
                    ? t('trial', { days: method.renewal.trialDays })
                    : t(`${method.provider}Note`)}
                </span>
              </span>
              <ChoiceMark />
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}
