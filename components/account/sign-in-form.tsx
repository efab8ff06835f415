'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { CircleAlert } from 'lucide-react'
import { signIn } from 'next-auth/react'
import { useLocale, useTranslations } from 'next-intl'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { getPathname } from '#i18n/navigation.ts'
import { Button } from '../ui/button.tsx'
import { PasswordField, TextField } from '../ui/field.tsx'
import { safeCallbackPath } from './callback-path.ts'

/** What each refusal says; anything unknown is told as a failure of ours. */
const refusals: Partial<Record<string, 'wrongCredentials' | 'tooManyAttempts'>> = {
  'auth.bad-credentials': 'wrongCredentials',
  'auth.too-many-attempts': 'tooManyAttempts',
  CredentialsSignin: 'wrongCredentials',
}

/** Email and password; keeps what was typed when it is refused, and goes on to where one wanted to be. */
export function SignInForm() {
  const t = useTranslations('account')
  const locale = useLocale()
  const wanted = useSearchParams().get('callbackUrl')
  const [refusal, setRefusal] = useState<string | null>(null)
  const schema = z.object({
    email: z
      .string()
      .trim()
      .min(1, t('emailMissing'))
      .pipe(z.email(t('emailWrong'))),
    password: z.string().min(1, t('passwordMissing')),
  })
  const { register, handleSubmit, setFocus, formState } = useForm({
    resolver: zodResolver(schema),
    defaultValues: { email: '', password: '' },
  })
  const { errors, isSubmitting, isSubmitSuccessful } = formState

  const submit = handleSubmit(async (values) => {
    setRefusal(null)
    const answer = await signIn('credentials', { ...values, redirect: false }).catch(() => undefined)
    if (answer?.ok) {
      const home = getPathname({ href: '/', locale })
      // A whole load: every page was rendered for a visitor until now.
      window.location.assign(safeCallbackPath(wanted, window.location.origin, home))
      await new Promise(() => {})
    }
    setRefusal(t(refusals[answer?.error ?? ''] ?? 'signInFailed'))
    setFocus('password', { shouldSelect: true })
  })

  return (
    // Sent before the page has woken, the form goes by POST, so that no password stands in an address.
    <form noValidate method="post" onSubmit={(event) => void submit(event)} className="grid gap-5">
      {refusal ? (
        <p
          role="alert"
          className="flex items-start gap-2.5 rounded-control bg-son-bg px-4 py-3 text-body text-son-text"
        >
          <CircleAlert aria-hidden size={18} strokeWidth={1.75} className="mt-1 shrink-0" />
          {refusal}
        </p>
      ) : null}
      <TextField
        label={t('email')}
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        error={errors.email?.message}
        {...register('email')}
      />
      <PasswordField
        label={t('password')}
        autoComplete="current-password"
        error={errors.password?.message}
        {...register('password')}
      />
      <Button
        type="submit"
        variant="lamp"
        size="lg"
        busy={isSubmitting || (isSubmitSuccessful && refusal === null)}
        className="mt-1 w-full"
      >
        {t('signIn')}
      </Button>
    </form>
  )
}
