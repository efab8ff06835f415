'use client'

import { useTranslations } from 'next-intl'
import { Controller, type UseFormReturn } from 'react-hook-form'
import { ratingCodeSchema, titleKindSchema } from '#server/domains/catalogue/schemas.ts'
import { Field, TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import type { GenreOption } from './genre-option.ts'
import { GenreChoice } from './genre-choice.tsx'
import { noRating, type TitleForm } from './title-form.ts'

type TitleBasicsProps = {
  form: UseFormReturn<TitleForm>
  genres: GenreOption[]
  /** The kind is chosen once, when the title is made. */
  withKind?: boolean
}

/** Names, kind, year, rating with its reason, genres. */
export function TitleBasics({ form, genres, withKind = false }: TitleBasicsProps) {
  const t = useTranslations('admin.create')
  const error = useFieldError(form)
  return (
    <div className="grid items-start gap-5 md:grid-cols-2">
      <TextField label={t('titleVi')} error={error('titleVi')} lang="vi" {...form.register('titleVi')} />
      <TextField label={t('titleEn')} error={error('titleEn')} lang="en" {...form.register('titleEn')} />
      {withKind ? <KindField form={form} /> : null}
      <TextField
        label={t('year')}
        error={error('year')}
        inputMode="numeric"
        maxLength={4}
        {...form.register('year')}
      />
      <RatingField form={form} />
      {withKind ? <span className="max-md:hidden" /> : null}
      <TextField
        label={t('reasonVi')}
        hint={t('reasonHint')}
        error={error('reasonVi')}
        lang="vi"
        {...form.register('reasonVi')}
      />
      <TextField label={t('reasonEn')} error={error('reasonEn')} lang="en" {...form.register('reasonEn')} />
      <Controller
        control={form.control}
        name="genres"
        render={({ field }) => (
          <GenreChoice
            genres={genres}
            value={field.value}
            onChange={field.onChange}
            className="md:col-span-2"
          />
        )}
      />
    </div>
  )
}

/** Gives a reader of a field's fault in the reader's language. */
export function useFieldError(form: UseFormReturn<TitleForm>): (name: keyof TitleForm) => string | undefined {
  const t = useTranslations('admin.create')
  const { errors } = form.formState
  return (name) => {
    const key = errors[name]?.message
    return key && t.has(key as 'titleMissing') ? t(key as 'titleMissing') : key
  }
}

function KindField({ form }: { form: UseFormReturn<TitleForm> }) {
  const t = useTranslations('admin')
  return (
    <Field label={t('create.kind')}>
      {(control) => (
        <Controller
          control={form.control}
          name="kind"
          render={({ field }) => (
            <Select
              {...control}
              value={field.value}
              onValueChange={field.onChange}
              options={titleKindSchema.options.map((kind) => ({
                value: kind,
                label: t(`titles.kind.${kind}`),
              }))}
            />
          )}
        />
      )}
    </Field>
  )
}

function RatingField({ form }: { form: UseFormReturn<TitleForm> }) {
  const t = useTranslations('admin.create')
  const tUi = useTranslations('ui.rating')
  const options = [
    { value: noRating, label: t('ratingNone') },
    ...ratingCodeSchema.options.map((code) => ({ value: code, label: tUi(code) })),
  ]
  return (
    <Field label={t('rating')}>
      {(control) => (
        <Controller
          control={form.control}
          name="rating"
          render={({ field }) => (
            <Select {...control} value={field.value} onValueChange={field.onChange} options={options} />
          )}
        />
      )}
    </Field>
  )
}
