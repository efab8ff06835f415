import { useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { navHrefs } from './places.ts'

/** The kinds of titles over the hero of a phone, where the header has no room for them. */
export function KindChips() {
  const t = useTranslations('catalogue')
  return (
    <ul className="px-gutter absolute inset-x-0 top-[calc(60px+env(safe-area-inset-top))] z-20 flex gap-2 md:hidden">
      {(['films', 'series', 'courses'] as const).map((place) => (
        <li key={place}>
          <Link
            href={navHrefs[place]}
            className="flex h-11 items-center rounded-full bg-ink-0/75 px-4 text-small font-medium text-shell"
          >
            {t(`nav.${place}`)}
          </Link>
        </li>
      ))}
    </ul>
  )
}
