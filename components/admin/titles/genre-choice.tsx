'use client'

import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { cn } from '../../ui/class-names.ts'
import type { GenreOption } from './genre-option.ts'

type GenreChoiceProps = {
  genres: GenreOption[]
  /** Keys, the leading one first: the order of choosing. */
  value: string[]
  onChange: (value: string[]) => void
  className?: string
}

/** Genres as words to press; the first one chosen leads. */
export function GenreChoice({ genres, value, onChange, className }: GenreChoiceProps) {
  const t = useTranslations('admin.create')
  const toggle = (key: string) =>
    onChange(value.includes(key) ? value.filter((each) => each !== key) : [...value, key])
  return (
    <fieldset className={className}>
      <legend className="mb-2 text-small font-medium text-shell-2">{t('genres')}</legend>
      {genres.length === 0 ? <p className="text-small text-shell-3">{t('genresNone')}</p> : null}
      <div className="flex flex-wrap gap-2">
        {genres.map((genre) => {
          const chosen = value.includes(genre.key)
          return (
            <button
              key={genre.key}
              type="button"
              aria-pressed={chosen}
              onClick={() => toggle(genre.key)}
              className={cn(
                'inline-flex h-9 items-center gap-1.5 rounded-full border px-3.5 text-small font-medium transition-colors duration-[120ms] max-md:h-11',
                chosen
                  ? 'border-transparent bg-lamp-bg text-lamp-text'
                  : 'border-line-strong text-shell-2 hover:bg-ink-3 hover:text-shell',
              )}
            >
              {chosen ? <Check aria-hidden size={14} strokeWidth={2} /> : null}
              {genre.label}
            </button>
          )
        })}
      </div>
    </fieldset>
  )
}
