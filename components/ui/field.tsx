'use client'

import { CircleAlert, Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState, type ComponentProps, type ReactNode } from 'react'
import { cn } from './class-names.ts'

const controlClasses =
  'w-full rounded-control border border-line-strong bg-ink-1 px-3.5 text-shell placeholder:text-shell-3 text-[1rem] md:text-body transition-colors duration-[120ms] hover:border-shell-3 focus-visible:border-lamp-text focus-visible:outline-offset-0 disabled:bg-ink-3 disabled:text-shell-3 aria-invalid:border-son aria-invalid:border-2'

/** What the control inside a field must carry so that label, hint and error belong to it. */
export type FieldControl = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }

type FieldProps = {
  label: ReactNode
  /** Says what is missing. */
  error?: string | undefined
  hint?: ReactNode
  /** Beside the label, at the right. */
  aside?: ReactNode
  className?: string
  children: (control: FieldControl) => ReactNode
}

/** Label above, control, then the error or the hint. */
export function Field({ label, error, hint, aside, className, children }: FieldProps) {
  const id = useId()
  const noteId = `${id}-note`
  const control: FieldControl = { id }
  if (error || hint) control['aria-describedby'] = noteId
  if (error) control['aria-invalid'] = true
  return (
    <div className={cn('grid gap-2', className)}>
      <div className="flex items-baseline justify-between gap-4">
        <label htmlFor={id} className="text-small font-medium text-shell-2">
          {label}
        </label>
        {aside}
      </div>
      {children(control)}
      {error ? (
        <p id={noteId} role="alert" className="flex items-start gap-2 text-small text-son-text">
          <CircleAlert aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0" />
          {error}
        </p>
      ) : hint ? (
        <p id={noteId} className="text-small text-shell-3">
          {hint}
        </p>
      ) : null}
    </div>
  )
}

/** A one-line text control, 48 px high (`compact` 40). */
export function Input({ compact, className, ...rest }: ComponentProps<'input'> & { compact?: boolean }) {
  return <input className={cn(controlClasses, compact ? 'h-10' : 'h-12', className)} {...rest} />
}

/** A text control of several lines. */
export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={cn(controlClasses, 'min-h-24 py-2.5', className)} {...rest} />
}

type TextFieldProps = Omit<ComponentProps<'input'>, 'id'> & Omit<FieldProps, 'children' | 'className'>

/** A field with a one-line input; takes react-hook-form's `register` props as they are. */
export function TextField({ label, error, hint, aside, ...input }: TextFieldProps) {
  return (
    <Field label={label} error={error} hint={hint} aside={aside}>
      {(control) => <Input {...input} {...control} />}
    </Field>
  )
}

/** A password field whose characters can be shown. */
export function PasswordField({ label, error, hint, aside, ...input }: TextFieldProps) {
  const t = useTranslations('ui')
  const [shown, setShown] = useState(false)
  const Icon = shown ? EyeOff : Eye
  return (
    <Field label={label} error={error} hint={hint} aside={aside}>
      {(control) => (
        <div className="relative">
          <Input {...input} {...control} type={shown ? 'text' : 'password'} className="pr-13" />
          <button
            type="button"
            aria-label={shown ? t('hidePassword') : t('showPassword')}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 right-0 grid w-12 place-items-center rounded-control text-shell-2 hover:text-shell focus-visible:-outline-offset-4"
          >
            <Icon aria-hidden size={18} strokeWidth={1.75} />
          </button>
        </div>
      )}
    </Field>
  )
}
