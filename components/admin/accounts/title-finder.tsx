'use client'

import { Check } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useState } from 'react'
import { cn } from '../../ui/class-names.ts'
import { Field, Input } from '../../ui/field.tsx'
import { callAction } from '../../errors/call-action.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import { FormError } from '../titles/form-error.tsx'
import type { PersonActions, TitleOption } from './person-page.ts'

const settleMs = 250

type TitleFinderProps = {
  find: PersonActions['findTitles']
  value: TitleOption | null
  onChange: (title: TitleOption) => void
  error: string | undefined
}

/** Finds one title by its name: a field, and below it what matches, to press. */
export function TitleFinder({ find, value, onChange, error }: TitleFinderProps) {
  const t = useTranslations('admin.person')
  const locale = useLocale()
  const message = useErrorMessage()
  const [text, setText] = useState('')
  /** Null until the first answer has come. */
  const [found, setFound] = useState<TitleOption[] | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const search = useEffectEvent(async (words: string, isCurrent: () => boolean) => {
    const outcome = await callAction(find, { text: words })
    if (!isCurrent()) return
    setRefusal(outcome.ok ? null : message(outcome))
    if (outcome.ok) setFound(outcome.value)
  })
  useEffect(() => {
    let isCurrent = true
    const timer = setTimeout(() => void search(text.trim(), () => isCurrent), settleMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [text])
  const options = [...(value && !found?.some(({ id }) => id === value.id) ? [value] : []), ...(found ?? [])]
  return (
    <div className="grid gap-2">
      <Field label={t('title')} error={error}>
        {(control) => (
          <Input
            {...control}
            type="search"
            value={text}
            placeholder={t('findTitle')}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      {refusal ? <FormError>{refusal}</FormError> : null}
      <ul
        className="max-h-52 overflow-y-auto rounded-control border border-line"
        aria-label={t('titlesFound')}
      >
        {options.map((option) => (
          <li key={option.id}>
            <button
              type="button"
              aria-pressed={option.id === value?.id}
              onClick={() => onChange(option)}
              className={cn(
                'flex min-h-11 w-full items-center justify-between gap-3 px-3.5 py-1.5 text-left hover:bg-ink-3 focus-visible:-outline-offset-2',
                option.id === value?.id && 'bg-lamp-bg text-lamp-text hover:bg-lamp-bg',
              )}
            >
              <span className="min-w-0 break-words">
                {option.name[locale]}
                {option.year ? <span className="text-shell-3"> ({option.year})</span> : null}
              </span>
              {option.id === value?.id ? <Check aria-hidden size={16} strokeWidth={2} /> : null}
            </button>
          </li>
        ))}
        {options.length === 0 ? (
          <li className="px-3.5 py-3 text-small text-shell-3">
            {t(found === null ? 'findingTitles' : 'noTitleFound')}
          </li>
        ) : null}
      </ul>
    </div>
  )
}
