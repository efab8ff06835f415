'use client'

import { Check } from 'lucide-react'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { callAction, type AdminAction } from '../../errors/call-action.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import { cn } from '../../ui/class-names.ts'
import { Field, Input } from '../../ui/field.tsx'
import { FormError } from '../titles/form-error.tsx'

const settleMs = 300

type FinderWords = {
  label: string
  placeholder?: string
  /** Of the list of what was found. */
  found: string
  /** While nothing was typed, while it is looked for, where there is nothing. */
  first: string
  finding: string
  none: string
}

type FinderProps<Option> = {
  words: FinderWords
  find: AdminAction<{ text: string }, Option[]>
  value: Option | null
  onChange: (option: Option) => void
  error: string | undefined
  render: (option: Option) => ReactNode
}

/** Finds one of many by what is typed: a field, and below it what matches, to press. */
export function Finder<Option extends { id: string }>(props: FinderProps<Option>) {
  const { words, find, value, onChange, error, render } = props
  const message = useErrorMessage()
  const [text, setText] = useState('')
  /** What was found for which words; null until the first answer has come. */
  const [found, setFound] = useState<{ text: string; options: Option[] } | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const asked = text.trim()
  const search = useEffectEvent(async (wanted: string, isCurrent: () => boolean) => {
    const outcome = await callAction(find, { text: wanted })
    if (!isCurrent()) return
    setRefusal(outcome.ok ? null : message(outcome))
    if (outcome.ok) setFound({ text: wanted, options: outcome.value })
  })
  useEffect(() => {
    if (asked === '') return
    let isCurrent = true
    const timer = setTimeout(() => void search(asked, () => isCurrent), settleMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [asked])
  const matching = asked === '' ? [] : (found?.options ?? [])
  const options = value && !matching.some(({ id }) => id === value.id) ? [value, ...matching] : matching
  const standing = asked === '' ? words.first : found?.text === asked ? words.none : words.finding
  return (
    <div className="grid gap-2">
      <Field label={words.label} error={error}>
        {(control) => (
          <Input
            {...control}
            type="search"
            autoComplete="off"
            value={text}
            placeholder={words.placeholder}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      {refusal ? <FormError>{refusal}</FormError> : null}
      <ul className="max-h-64 overflow-y-auto rounded-control border border-line" aria-label={words.found}>
        {options.map((option) => (
          <li key={option.id} className="border-b border-line last:border-0">
            <button
              type="button"
              aria-pressed={option.id === value?.id}
              onClick={() => onChange(option)}
              className={cn(
                'flex min-h-11 w-full items-center justify-between gap-3 px-3.5 py-2 text-left hover:bg-ink-3 focus-visible:-outline-offset-2',
                option.id === value?.id && 'bg-lamp-bg hover:bg-lamp-bg',
              )}
            >
              <span className="min-w-0 flex-1 break-words">{render(option)}</span>
              {option.id === value?.id ? (
                <Check aria-hidden size={16} strokeWidth={2} className="shrink-0 text-lamp-text" />
              ) : null}
            </button>
          </li>
        ))}
        {options.length === 0 ? (
          <li className="px-3.5 py-3 text-small text-shell-3" aria-live="polite">
            {standing}
          </li>
        ) : null}
      </ul>
    </div>
  )
}
