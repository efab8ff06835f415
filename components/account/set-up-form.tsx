'use client'

import { useTranslations } from 'next-intl'
import { z } from 'zod'
import type { AdminAction } from '../errors/call-action.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { AlertLine } from './alert-line.tsx'
import { NewAccountFields, type NewAccount } from './new-account-fields.tsx'
import { useAccountForm, useFieldRules, useInLanguage, type InLanguage } from './use-account-form.ts'
import { useSignIn } from './use-sign-in.ts'

type SetUp = NewAccount & { code: string }

/** Makes the first admin, signs them in and leads them to where films are added. */
export function SetUpForm({ action }: { action: AdminAction<InLanguage<SetUp>> }) {
  const t = useTranslations('account')
  const rules = useFieldRules()
  const signIn = useSignIn('/admin')
  const { register, errors, busy, refusal, submit } = useAccountForm(
    z.object({
      code: rules.code,
      displayName: rules.name,
      email: rules.email,
      password: rules.newPassword,
    }),
    { code: '', displayName: '', email: '', password: '' },
    useInLanguage(action),
    (_value, { email, password }) => signIn.run({ by: 'credentials', values: { email, password } }),
  )
  const refused = refusal ?? signIn.refusal
  return (
    <form noValidate method="post" onSubmit={(event) => void submit(event)} className="grid gap-5">
      {refused ? <AlertLine tone="refused">{refused.sentence}</AlertLine> : null}
      <TextField
        label={t('setUp.code')}
        hint={t('setUp.codeHint')}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        className="font-mono"
        error={errors.code?.message}
        {...register('code')}
      />
      <NewAccountFields register={register} errors={errors} />
      <Button type="submit" variant="lamp" size="lg" busy={busy} className="mt-1 w-full">
        {t('setUp.submit')}
      </Button>
    </form>
  )
}
