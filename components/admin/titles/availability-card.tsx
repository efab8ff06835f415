'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { useRouter } from '#i18n/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { Field, TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { showToast } from '../../ui/toast.tsx'
import { callAction } from '../../errors/call-action.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import { Card } from '../shell/card.tsx'
import {
  availabilityFormSchema,
  toAvailabilityForm,
  toAvailabilityInput,
  type AvailabilityForm,
} from './availability-form.ts'
import { FormError } from './form-error.tsx'
import type { TitlePage, TitlePageActions } from './title-page.ts'

/** Who may watch the title, where, and from when until when. */
export function AvailabilityCard({ data, update }: { data: TitlePage; update: TitlePageActions['update'] }) {
  const t = useTranslations('admin.title.availability')
  const message = useErrorMessage()
  const router = useRouter()
  const { title } = data
  const form = useForm<AvailabilityForm>({
    resolver: zodResolver(availabilityFormSchema),
    defaultValues: toAvailabilityForm(title),
  })
  const [refusal, setRefusal] = useState<string | null>(null)
  const { errors, isDirty, isSubmitting } = form.formState
  // A page read again must not take away what is being typed.
  useEffect(() => {
    if (!isDirty) form.reset(toAvailabilityForm(title))
  }, [form, isDirty, title])
  const error = (name: keyof AvailabilityForm) => {
    const key = errors[name]?.message as 'momentWrong' | undefined
    return key && t(key)
  }
  const save = form.handleSubmit(async (values) => {
    setRefusal(null)
    const input = { titleId: title.id, version: title.version, ...toAvailabilityInput(values, title) }
    const outcome = await callAction(update, input)
    router.refresh()
    if (!outcome.ok) {
      setRefusal(message(outcome))
      return
    }
    form.reset(values)
    showToast({ text: t('saved', { name: data.name }) })
  })
  return (
    <Card title={t('heading')}>
      <form noValidate onSubmit={(event) => void save(event)} className="grid gap-5 p-4">
        <Field label={t('access')}>
          {(control) => (
            <Controller
              control={form.control}
              name="access"
              render={({ field }) => (
                <Select
                  {...control}
                  value={field.value}
                  onValueChange={field.onChange}
                  options={(['everybody', 'right'] as const).map((value) => ({ value, label: t(value) }))}
                />
              )}
            />
          )}
        </Field>
        <TextField
          label={t('regions')}
          hint={t('regionsHint')}
          error={error('regions')}
          autoCapitalize="characters"
          {...form.register('regions')}
        />
        <TextField label={t('from')} type="datetime-local" error={error('from')} {...form.register('from')} />
        <TextField
          label={t('until')}
          hint={t('untilHint')}
          type="datetime-local"
          error={error('until')}
          {...form.register('until')}
        />
        {refusal ? <FormError>{refusal}</FormError> : null}
        <Button type="submit" variant="tonal" busy={isSubmitting} disabled={!isDirty}>
          {t('save')}
        </Button>
      </form>
    </Card>
  )
}
