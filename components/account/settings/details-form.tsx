'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { routing } from '#i18n/routing.ts'
import { useRouter } from '#i18n/navigation.ts'
import type { AdminAction } from '../../errors/call-action.ts'
import { Button } from '../../ui/button.tsx'
import { Field, TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { showToast } from '../../ui/toast.tsx'
import { AlertLine } from '../alert-line.tsx'
import { languageNames } from '../language-names.ts'
import { useAccountForm, useFieldRules } from '../use-account-form.ts'

type Locale = (typeof routing.locales)[number]
type Details = { displayName: string; locale: Locale; country: string | null }
/** No choice: a list's values must not be empty. */
const none = '-'

type DetailsFormProps = {
  details: Details
  countries: { code: string; name: string }[]
  action: AdminAction<Details>
}

/** Name, language of mails, country. */
export function DetailsForm({ details, countries, action }: DetailsFormProps) {
  const t = useTranslations('account')
  const router = useRouter()
  const rules = useFieldRules()
  const [locale, setLocale] = useState(details.locale)
  const [country, setCountry] = useState(details.country ?? none)
  const { register, errors, busy, refusal, submit } = useAccountForm(
    z.object({ displayName: rules.name }),
    { displayName: details.displayName },
    (values) => action({ ...values, locale, country: country === none ? null : country }),
    () => {
      showToast({ text: t('settingsPage.saved') })
      router.refresh()
    },
  )
  return (
    <form noValidate method="post" onSubmit={(event) => void submit(event)} className="grid gap-5">
      {refusal ? <AlertLine tone="refused">{refusal.sentence}</AlertLine> : null}
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        autoComplete="name"
        error={errors.displayName?.message}
        {...register('displayName')}
      />
      <Field label={t('settingsPage.mailLanguage')}>
        {(control) => (
          <Select
            {...control}
            value={locale}
            onValueChange={(value) => setLocale(value === 'en' ? 'en' : 'vi')}
            options={routing.locales.map((each) => ({ value: each, label: languageNames[each] }))}
          />
        )}
      </Field>
      <Field label={t('settingsPage.country')} hint={t('settingsPage.countryHint')}>
        {(control) => (
          <Select
            {...control}
            value={country}
            onValueChange={setCountry}
            options={[
              { value: none, label: t('settingsPage.countryNone') },
              ...countries.map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
        )}
      </Field>
      <Button type="submit" variant="lamp" busy={busy} className="justify-self-start max-md:w-full">
        {t('settingsPage.save')}
      </Button>
    </form>
  )
}
