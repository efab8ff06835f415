'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Button } from '../ui/button.tsx'
import { PasswordField } from '../ui/field.tsx'
import { AlertLine } from './alert-line.tsx'
import { useFieldRules } from './use-account-form.ts'

/** What the reader of a link gives together with it. */
export type LinkPassword = { password: string } | { newPassword: string }

type LinkPasswordFormProps = {
  /** Why a password is asked for. */
  lead: string
  submitLabel: string
  /** Whether the reader may choose a new one instead, which replaces the old. */
  mayReplace: boolean
  refusal: string | null
  onSubmit: (given: LinkPassword) => Promise<void>
}

/** Asks the reader of a mail's link for the password of the account behind it, or for a new one. */
export function LinkPasswordForm(props: LinkPasswordFormProps) {
  const [isNew, setNew] = useState(false)
  // Another field altogether: what was typed as the old one must not become the new one.
  return <OneField key={String(isNew)} {...props} isNew={isNew} turn={() => setNew(!isNew)} />
}

type OneFieldProps = LinkPasswordFormProps & { isNew: boolean; turn: () => void }

function OneField({ lead, submitLabel, mayReplace, refusal, onSubmit, isNew, turn }: OneFieldProps) {
  const t = useTranslations('account')
  const rules = useFieldRules()
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(z.object({ password: isNew ? rules.newPassword : rules.password })),
    defaultValues: { password: '' },
  })
  const submit = handleSubmit(({ password }) => onSubmit(isNew ? { newPassword: password } : { password }))
  return (
    <form noValidate method="post" onSubmit={(event) => void submit(event)} className="grid gap-5">
      <p aria-live="polite" className="text-body text-shell-2">
        {isNew ? t('linkPassword.newLead') : lead}
      </p>
      {refusal ? <AlertLine tone="refused">{refusal}</AlertLine> : null}
      <PasswordField
        label={isNew ? t('newPassword') : t('password')}
        hint={isNew ? t('passwordHint') : undefined}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        error={formState.errors.password?.message}
        {...register('password')}
      />
      <Button type="submit" variant="lamp" size="lg" busy={formState.isSubmitting} className="w-full">
        {submitLabel}
      </Button>
      {mayReplace ? (
        <Button variant="outline" size="lg" className="w-full" onClick={turn}>
          {isNew ? t('linkPassword.useOld') : t('linkPassword.useNew')}
        </Button>
      ) : null}
    </form>
  )
}
