'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { Mail } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Link } from '#i18n/navigation.ts'
import { Button } from '../ui/button.tsx'
import { PasswordField } from '../ui/field.tsx'
import { AlertLine } from './alert-line.tsx'
import { EmailField } from './email-field.tsx'
import { OnwardLink } from './onward-link.tsx'
import { useFieldRules } from './use-account-form.ts'
import { useSignIn } from './use-sign-in.ts'

/** Email and password; keeps what was typed when it is refused, and goes on to where one wanted to be. */
export function SignInForm() {
  const t = useTranslations('account')
  const rules = useFieldRules()
  const { run, refusal } = useSignIn()
  const { register, handleSubmit, setFocus, formState } = useForm({
    resolver: zodResolver(z.object({ email: rules.email, password: rules.password })),
    defaultValues: { email: '', password: '' },
  })
  const { errors, isSubmitting } = formState

  const submit = handleSubmit(async (values) => {
    await run({ by: 'credentials', values })
    setFocus('password', { shouldSelect: true })
  })

  return (
    <>
      {/* Sent before the page has woken, the form goes by POST, so that no password stands in an address. */}
      <form noValidate method="post" onSubmit={(event) => void submit(event)} className="grid gap-5">
        {refusal ? <AlertLine tone="refused">{refusal.sentence}</AlertLine> : null}
        <EmailField error={errors.email?.message} {...register('email')} />
        <PasswordField
          label={t('password')}
          aside={
            <Link
              href="/forgot-password"
              className="rounded-badge py-1 text-small text-shell-2 hover:text-shell"
            >
              {t('forgotPassword')}
            </Link>
          }
          autoComplete="current-password"
          error={errors.password?.message}
          {...register('password')}
        />
        <Button type="submit" variant="lamp" size="lg" busy={isSubmitting} className="mt-1 w-full">
          {t('signIn')}
        </Button>
      </form>
      <p aria-hidden className="my-5 flex items-center gap-4 text-small text-shell-3">
        <span className="h-px flex-1 bg-line" />
        {t('or')}
        <span className="h-px flex-1 bg-line" />
      </p>
      <Button asChild variant="outline" size="lg" className="w-full">
        <OnwardLink href="/mail-sign-in">
          <Mail aria-hidden size={18} strokeWidth={1.75} />
          {t('byMail')}
        </OnwardLink>
      </Button>
    </>
  )
}
