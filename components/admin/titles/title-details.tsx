'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useRouter } from '#i18n/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { Field, TextField, Textarea } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { callAction } from '../../errors/call-action.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import { Card } from '../shell/card.tsx'
import { FormError } from './form-error.tsx'
import { TitleBasics, useFieldError } from './title-basics.tsx'
import { changedInput, titleFormSchema, toTitleForm, type TitleForm } from './title-form.ts'
import type { TitlePage, TitlePageActions } from './title-page.ts'

const conflictCode = 'title.changed'

/** The words of a title. Saved over someone else's newer save only when asked to; nothing typed is lost. */
export function TitleDetails({ data, update }: { data: TitlePage; update: TitlePageActions['update'] }) {
  const t = useTranslations('admin.title')
  const message = useErrorMessage()
  const router = useRouter()
  const { title } = data
  const form = useForm<TitleForm>({
    resolver: zodResolver(titleFormSchema),
    defaultValues: toTitleForm(title),
  })
  /** The version that the typing began upon. */
  const [base, setBase] = useState(title.version)
  const [refusal, setRefusal] = useState<{ code: string; text: string } | null>(null)
  const { isDirty, isSubmitting } = form.formState
  const error = useFieldError(form)

  // A page read again must not take away what is being typed.
  if (!isDirty && !isSubmitting && title.version !== base) setBase(title.version)
  const shown = useRef(title.version)
  useEffect(() => {
    if (shown.current === base) return
    shown.current = base
    form.reset(toTitleForm(title))
  }, [base, title, form])

  const save = (version: number) =>
    form.handleSubmit(async (values) => {
      setRefusal(null)
      const before = { ...values, ...form.formState.defaultValues } as TitleForm
      const changes = changedInput(before, values)
      const outcome = await callAction(update, { titleId: title.id, version, ...changes })
      router.refresh()
      if (!outcome.ok) {
        setRefusal({ code: outcome.code, text: message(outcome) })
        return
      }
      form.reset(values)
      showToast({ text: t('form.saved', { name: values.titleVi.trim() }) })
    })
  const takeKept = () => {
    form.reset(toTitleForm(title))
    setBase(title.version)
    setRefusal(null)
  }

  return (
    <Card title={t('details')}>
      <form noValidate onSubmit={(event) => void save(base)(event)} className="grid gap-5 p-4">
        <TitleBasics form={form} genres={data.genres} />
        <div className="grid items-start gap-5 md:grid-cols-2">
          <TextField
            label={t('form.tagline')}
            error={error('taglineVi')}
            lang="vi"
            {...form.register('taglineVi')}
          />
          <TextField
            label={t('form.taglineEn')}
            error={error('taglineEn')}
            lang="en"
            {...form.register('taglineEn')}
          />
          <Field label={t('form.synopsis')} error={error('synopsisVi')}>
            {(control) => <Textarea rows={5} lang="vi" {...form.register('synopsisVi')} {...control} />}
          </Field>
          <Field label={t('form.synopsisEn')} error={error('synopsisEn')}>
            {(control) => <Textarea rows={5} lang="en" {...form.register('synopsisEn')} {...control} />}
          </Field>
        </div>
        {refusal?.code === conflictCode ? (
          <FormError>
            <p>{t('form.conflict')}</p>
            <span className="mt-2 flex flex-wrap gap-2">
              <Button size="sm" variant="tonal" onClick={takeKept}>
                {t('form.takeTheirs')}
              </Button>
              <Button size="sm" variant="danger" onClick={() => void save(title.version)()}>
                {t('form.keepMine')}
              </Button>
            </span>
          </FormError>
        ) : refusal ? (
          <FormError>{refusal.text}</FormError>
        ) : null}
        <div className="flex flex-wrap items-center justify-end gap-3">
          {isDirty ? (
            <>
              <span className="mr-auto text-small text-shell-3">{t('form.unsaved')}</span>
              <Button variant="text" onClick={takeKept}>
                {t('form.reset')}
              </Button>
            </>
          ) : null}
          <Button type="submit" variant="tonal" busy={isSubmitting} disabled={!isDirty}>
            {t('form.save')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
