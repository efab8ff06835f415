import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { rentalHours, rentalStartDays } from '#server/domains/offers/schemas.ts'
import { planPerks } from '../offers/plan-perks.ts'
import { Artwork } from '../ui/artwork.tsx'
import { BulbBoard } from '../ui/bulb-board.tsx'
import { boughtName } from './bought-words.ts'
import type { BoughtTitle, BoughtView } from './views.ts'

/** What is bought, with its picture and what it opens. */
export function BoughtCard({ bought }: { bought: BoughtView }) {
  const t = useTranslations('checkout')
  return (
    <section className="flex gap-4 rounded-card border border-line bg-ink-1 p-4 md:gap-6 md:p-6">
      <BoughtPicture bought={bought} />
      <div className="min-w-0 flex-1">
        <p className="text-small text-shell-2">
          {bought.kind === 'plan'
            ? t(`bought.${bought.interval}`)
            : t(`bought.${bought.kind}`, { thing: bought.thing, count: bought.count })}
        </p>
        <h2 className="mt-0.5 font-display text-[1.25rem] leading-[1.4] break-words md:text-[1.5rem]">
          {bought.kind === 'plan' ? t('bought.plan', { name: bought.plan.name }) : boughtName(bought, t)}
        </h2>
        <Opened bought={bought} />
      </div>
    </section>
  )
}

function Opened({ bought }: { bought: BoughtView }) {
  const t = useTranslations('checkout')
  const offers = useTranslations('offers')
  const lines =
    bought.kind === 'plan'
      ? planPerks(bought.plan, offers)
      : bought.kind === 'rental'
        ? [
            t('opens.rentalStart', { days: rentalStartDays, date: bought.startBy ?? '' }),
            t('opens.rentalHours', { thing: bought.thing, hours: rentalHours }),
          ]
        : [t('opens.purchase')]
  const bundled =
    bought.kind !== 'plan' && bought.titles.length > 1
      ? bought.titles.map(({ name }) => name).join(', ')
      : null
  return (
    <>
      {bundled ? <p className="mt-1 text-small break-words text-shell-2">{bundled}</p> : null}
      <ul className="mt-3 grid gap-1.5">
        {lines.map((line) => (
          <li key={line} className="flex items-start gap-2.5 text-body text-shell-2 max-md:text-small">
            <Check
              aria-hidden
              size={16}
              strokeWidth={1.75}
              className="mt-1 shrink-0 text-lamp-text max-md:mt-0.5"
            />
            {line}
          </li>
        ))}
      </ul>
    </>
  )
}

function BoughtPicture({ bought }: { bought: BoughtView }) {
  const title = bought.kind === 'plan' ? undefined : bought.titles[0]
  if (!title) {
    return (
      <div
        aria-hidden
        className="gate-light grid aspect-square w-20 shrink-0 place-items-center self-start rounded-poster border border-line md:w-28"
      >
        <BulbBoard text="logo" size={44} />
      </div>
    )
  }
  return <Poster title={title} className="w-20 md:w-28" />
}

/** A poster in its frame. */
export function Poster({ title, className }: { title: BoughtTitle; className: string }) {
  const { poster, name, accent } = title
  return (
    <div
      className={`card-frame aspect-[2/3] shrink-0 self-start overflow-hidden rounded-poster ${className}`}
    >
      <Artwork picture={poster} name={name} accent={accent} sizes="140px" eager />
    </div>
  )
}
