import { useTranslations } from 'next-intl'
import { duotoneOf } from '../ui/artwork.tsx'
import type { CastView } from './views.ts'

/** Cast and crew; nobody has a portrait yet, so each is a duotone card with their initials, in one row. */
export function CastList({ people }: { people: CastView[] }) {
  const t = useTranslations('catalogue')
  if (people.length === 0) return null
  return (
    <section aria-labelledby="cast" className="min-w-0">
      <h2 id="cast" className="text-[1.1875rem] leading-[1.3] md:text-row">
        {t('cast')}
      </h2>
      {/* Nothing in the row takes the focus, so the row does: the arrows scroll it. */}
      <ul
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="-m-1 mt-3 flex snap-x scroll-p-1 gap-x-4 overflow-x-auto rounded-control p-1 pb-3"
      >
        {people.map((person) => (
          <li key={person.personId} className="w-24 shrink-0 snap-start md:w-28">
            <div
              aria-hidden
              style={{ '--duotone': duotoneOf(person.name) } as React.CSSProperties}
              className="duotone card-frame flex aspect-[1/1.18] items-end rounded-control p-3"
            >
              <span className="font-display text-[1.75rem] leading-none font-[650] text-shell/90">
                {initialsOf(person.name)}
              </span>
            </div>
            <p className="mt-2 text-small font-medium text-shell">{person.name}</p>
            <p className="text-meta text-shell-3">{person.role}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Vietnamese names end in the given name: the first and the last word's letters. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return letters.map((word) => Array.from(word ?? '')[0]?.toLocaleUpperCase('vi') ?? '').join('')
}
