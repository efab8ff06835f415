import { useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { cn } from '../ui/class-names.ts'
import { browseHref, type SortOrder } from './sort-titles.ts'

export type GenreChip = { key: string; name: string; count: number }

/** Narrows a page to one genre; links, so that each choice has an address. */
export function GenreChips({
  base,
  genres,
  chosen,
  order,
}: {
  base: string
  genres: GenreChip[]
  chosen: string | null
  order: SortOrder
}) {
  const t = useTranslations('catalogue')
  if (genres.length < 2) return null
  return (
    <nav aria-label={t('genre.choose')} className="chip-row px-gutter flex gap-2 overflow-x-auto py-1">
      <Chip href={browseHref(base, null, order)} current={chosen === null}>
        {t('genre.all')}
      </Chip>
      {genres.map((genre) => (
        <Chip key={genre.key} href={browseHref(base, genre.key, order)} current={chosen === genre.key}>
          {genre.name}
          <span className={cn('tabular', chosen === genre.key ? 'text-ink-3' : 'text-shell-3')}>
            {genre.count}
          </span>
        </Chip>
      ))}
    </nav>
  )
}

/** A round choice; the chosen one is filled with shell. */
function Chip({ href, current, children }: { href: string; current: boolean; children: React.ReactNode }) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={current ? 'true' : undefined}
      className={cn(
        'inline-flex h-9 shrink-0 items-center gap-2 rounded-full px-4 text-small font-medium transition-colors duration-[120ms] max-md:h-11',
        current ? 'bg-shell text-ink-0' : 'bg-ink-2 text-shell-2 hover:bg-ink-3 hover:text-shell',
      )}
    >
      {children}
    </Link>
  )
}
