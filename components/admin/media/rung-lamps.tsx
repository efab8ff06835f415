import { useTranslations } from 'next-intl'
import { cn } from '../../ui/class-names.ts'
import { rungLamps, type Lamp, type Rung } from './plan-lamps.ts'

const looks: Record<Lamp['state'], string> = {
  lit: 'bg-lamp-line shadow-[0_0_6px_color-mix(in_oklch,var(--lamp)_40%,transparent)]',
  half: 'bg-[linear-gradient(90deg,var(--lamp-line)_50%,var(--lamp-lo)_50%)]',
  unlit: 'bg-lamp-lo',
}

/** Six lamps, 240p to 2160p: lit where the rung is encoded, half lit where it is being made. */
export function RungLamps({ rungs, className }: { rungs: readonly Rung[]; className?: string }) {
  const t = useTranslations('media.lamps')
  const lamps = rungLamps(rungs)
  const named = (state: Lamp['state']) =>
    lamps
      .filter((lamp) => lamp.state === state)
      .map((lamp) => `${lamp.height}p`)
      .join(', ')
  const lit = named('lit')
  const half = named('half')
  const words = [lit && t('lit', { rungs: lit }), half && t('half', { rungs: half })]
    .filter(Boolean)
    .join('; ')
  return (
    <span className={cn('inline-flex gap-[5px]', className)}>
      <span className="sr-only">{words || t('none')}</span>
      {lamps.map((lamp) => (
        <span
          key={lamp.height}
          aria-hidden
          title={`${lamp.height}p`}
          className={cn('size-2 rounded-full', looks[lamp.state])}
        />
      ))}
    </span>
  )
}
