import { useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { titleHref } from '../catalogue/addresses.ts'
import { Artwork } from '../ui/artwork.tsx'
import { useDay } from '../format/use-day.ts'
import type { OwnedView } from './views.ts'

const isLiving = ({ span }: OwnedView) => span.kind !== 'over' && span.kind !== 'taken-back'

/** What was rented and bought, with until when it can be watched; what is over stands folded below. */
export function OwnedTitles({ titles }: { titles: OwnedView[] }) {
  const t = useTranslations('billing.owned')
  const living = titles.filter(isLiving)
  const past = titles.filter((each) => !isLiving(each))
  return (
    <>
      {living.length > 0 ? <OwnedList titles={living} label={t('title')} /> : null}
      {past.length > 0 ? (
        <details className="mt-2">
          <summary className="flex min-h-11 cursor-pointer items-center rounded-control text-body text-shell-2 hover:text-shell">
            {t('past', { count: past.length })}
          </summary>
          <OwnedList titles={past} label={t('pastLabel')} />
        </details>
      ) : null}
    </>
  )
}

function OwnedList({ titles, label }: { titles: OwnedView[]; label: string }) {
  return (
    <ul aria-label={label} className="grid gap-3 md:grid-cols-2">
      {titles.map((title) => (
        <Owned key={title.id} title={title} />
      ))}
    </ul>
  )
}

function Owned({ title }: { title: OwnedView }) {
  const t = useTranslations('billing.owned')
  const { name, slug, poster, accent, reason, season } = title
  const span = useSpanWords(title)
  return (
    <li className="flex items-center gap-4 rounded-card border border-line bg-ink-1 p-3">
      <div aria-hidden className="aspect-[2/3] w-14 shrink-0 overflow-hidden rounded-poster bg-ink-2">
        <Artwork picture={poster} name="" sizes="56px" accent={accent} />
      </div>
      <div className="min-w-0">
        <p className="text-body leading-[1.5] font-medium break-words">
          {slug === null ? (
            name
          ) : (
            <Link
              href={titleHref(slug)}
              className="rounded-badge underline-offset-4 hover:text-lamp-text hover:underline max-md:inline-flex max-md:min-h-6"
            >
              {name}
            </Link>
          )}
        </p>
        <p className="text-small text-shell-3">
          {t(reason)}
          {season === null ? null : `, ${t('season', { number: season })}`}
        </p>
        <p className="tabular text-small text-shell-2">{span}</p>
      </div>
    </li>
  )
}

function useSpanWords({ span }: OwnedView): string {
  const t = useTranslations('billing.owned')
  const { day, moment } = useDay()
  switch (span.kind) {
    case 'for-ever':
      return t('forEver')
    case 'start-before':
      return t('startBefore', { date: day(span.at) })
    case 'until':
      return t('until', { date: moment(span.at) })
    case 'over':
      return t('over', { date: day(span.at) })
    case 'taken-back':
      return t('takenBack')
  }
}
