'use client'

import { Delete } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef } from 'react'
import { cn } from '../ui/class-names.ts'

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const
const length = 4
const keyClasses =
  'grid h-13 place-items-center rounded-control bg-ink-3 font-display text-[1.25rem] tabular hover:bg-ink-4 active:bg-ink-2 disabled:text-shell-3'

type PinPadProps = {
  value: string
  disabled?: boolean
  invalid?: boolean
  onChange: (digits: string) => void
}

/** Four places and a pad: digits come from the keys as well as from the fingers, without a phone's own keyboard. */
export function PinPad({ value, disabled = false, invalid = false, onChange }: PinPadProps) {
  const t = useTranslations('profiles.pin')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  // After a wrong PIN the keys go on writing where they did.
  useEffect(() => {
    if (!disabled) input.current?.focus({ preventScroll: true })
  }, [disabled])
  const press = (digit: string) => onChange((value + digit).slice(0, length))
  return (
    <div className="mx-auto mt-3 max-w-[264px]">
      <label htmlFor={id} className="sr-only">
        {t('label')}
      </label>
      <div className="relative">
        <input
          ref={input}
          id={id}
          type="password"
          inputMode="none"
          autoComplete="off"
          data-1p-ignore
          maxLength={length}
          value={value}
          readOnly={disabled}
          aria-invalid={invalid}
          onChange={(event) => onChange(event.target.value.replace(/\D/g, '').slice(0, length))}
          className="peer absolute inset-0 size-full cursor-default rounded-control opacity-0"
        />
        <div
          aria-hidden
          className="pointer-events-none grid grid-cols-4 gap-3 rounded-control outline-2 outline-offset-4 outline-transparent peer-focus-visible:outline-lamp-text"
        >
          {Array.from({ length }, (_, index) => (
            <span
              key={index}
              className={cn(
                'grid h-14 place-items-center rounded-control border bg-ink-1',
                invalid ? 'border-son' : index === value.length ? 'border-shell' : 'border-line-strong',
              )}
            >
              {index < value.length ? <span className="size-3 rounded-full bg-lamp shadow-lamp" /> : null}
            </span>
          ))}
        </div>
      </div>
      <output className="sr-only">{t('entered', { count: value.length })}</output>
      <div className="mt-5 grid grid-cols-3 gap-2">
        {digits.map((digit) => (
          <Key key={digit} digit={digit} disabled={disabled} onPress={press} />
        ))}
        <span />
        <Key digit="0" disabled={disabled} onPress={press} />
        <button
          type="button"
          aria-label={t('delete')}
          disabled={disabled || value === ''}
          onClick={() => onChange(value.slice(0, -1))}
          className={keyClasses}
        >
          <Delete aria-hidden size={20} strokeWidth={1.75} />
        </button>
      </div>
    </div>
  )
}

function Key({
  digit,
  disabled,
  onPress,
}: {
  digit: string
  disabled: boolean
  onPress: (digit: string) => void
}) {
  const t = useTranslations('profiles.pin')
  return (
    <button
      type="button"
      aria-label={t('digit', { digit })}
      disabled={disabled}
      onClick={() => onPress(digit)}
      className={keyClasses}
    >
      {digit}
    </button>
  )
}
