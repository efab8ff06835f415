import { useTranslations } from 'next-intl'
import { intervals, type Interval } from '#server/domains/offers/schemas.ts'

type IntervalSwitchProps = {
  interval: Interval
  onChange: (interval: Interval) => void
  /** What a year saves; 0 is not spoken of. */
  savedMonths: number
}

/** Whether one pays by the month or by the year. */
export function IntervalSwitch({ interval, onChange, savedMonths }: IntervalSwitchProps) {
  const t = useTranslations('offers.plans')
  const words: Record<Interval, string> = {
    month: t('monthly'),
    year: savedMonths > 0 ? t('yearlySaves', { months: savedMonths }) : t('yearly'),
  }
  return (
    <fieldset className="flex rounded-full border border-line bg-ink-1 p-[3px]">
      <legend className="sr-only">{t('interval')}</legend>
      {intervals.map((each) => (
        <label
          key={each}
          className="flex h-10 cursor-pointer items-center rounded-full px-3.5 text-small font-semibold text-shell-2 transition-colors duration-[120ms] hover:text-shell has-checked:bg-shell has-checked:text-ink-0 has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-lamp-text max-md:h-11"
        >
          <input
            type="radio"
            name="interval"
            value={each}
            checked={each === interval}
            onChange={() => onChange(each)}
            className="sr-only"
          />
          {words[each]}
        </label>
      ))}
    </fieldset>
  )
}
