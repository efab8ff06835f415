import { useTranslations } from 'next-intl'
import { qualityWords } from './meta-line.tsx'
import type { FilmFacts } from './views.ts'

type TitleFactsProps = {
  film: FilmFacts | null
  originalTitle: string | null
  directors: string[]
  countries: string[]
  genres: string[]
}

/** What the encoded film offers and who made it; what is not known is left out. */
export function TitleFacts({ film, originalTitle, directors, countries, genres }: TitleFactsProps) {
  const t = useTranslations('catalogue')
  const facts: [string, string | null][] = [
    [t('facts.originalTitle'), originalTitle],
    [t('facts.audio'), film ? audioWords(film) : null],
    [t('facts.subtitles'), film && film.subtitles.length > 0 ? film.subtitles.join(', ') : null],
    [t('facts.director'), directors.join(', ') || null],
    [t('facts.genres'), genres.join(', ') || null],
    [t('facts.countries'), countries.join(', ') || null],
    [t('facts.quality'), film ? t('facts.upTo', { quality: qualityText(film.maxHeight) }) : null],
  ]
  const known = facts.filter((fact): fact is [string, string] => fact[1] !== null)
  if (known.length === 0) return null
  return (
    <section aria-label={t('facts.label')}>
      <dl className="grid grid-cols-[max-content_1fr] gap-x-8 gap-y-2.5 text-small">
        {known.map(([term, fact]) => (
          <div key={term} className="contents">
            <dt className="text-shell-3">{term}</dt>
            <dd className="text-shell">{fact}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function audioWords(film: FilmFacts): string | null {
  if (film.audio.length === 0) return null
  const names = film.audio.join(', ')
  return film.audioChannels > 2 ? `${names} 5.1` : names
}

function qualityText(maxHeight: number): string {
  const name = qualityWords(maxHeight)
  return name && name !== '4K' ? `${name} (${maxHeight}p)` : (name ?? `${maxHeight}p`)
}
