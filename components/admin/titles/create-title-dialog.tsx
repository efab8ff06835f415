'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose, DialogContent } from '../../ui/dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import { callAction } from '../../errors/call-action.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import type { GenreOption } from './genre-option.ts'
import { FormError } from './form-error.tsx'
import { PicturePicker } from './picture-picker.tsx'
import { sendPicture, type PictureKind, type TitleActions } from './title-actions.ts'
import { TitleBasics } from './title-basics.tsx'
import { emptyTitleForm, titleFormSchema, toTitleInput, type TitleForm } from './title-form.ts'

type CreateTitleDialogProps = {
  genres: GenreOption[]
  create: TitleActions['create']
  onClose: () => void
  onCreated: (titleId: string) => void
}

/** Asks for what a new title needs; mount it anew each time it opens. */
export function CreateTitleDialog({ genres, create, onClose, onCreated }: CreateTitleDialogProps) {
  const t = useTranslations('admin.create')
  const message = useErrorMessage()
  const [pictures, setPictures] = useState<Partial<Record<PictureKind, File>>>({})
  const [refusal, setRefusal] = useState<string | null>(null)
  const form = useForm<TitleForm>({ resolver: zodResolver(titleFormSchema), defaultValues: emptyTitleForm })

  const submit = form.handleSubmit(async (values) => {
    setRefusal(null)
    const outcome = await callAction(create, { kind: values.kind, ...toTitleInput(values) })
    if (!outcome.ok) {
      setRefusal(message(outcome))
      return
    }
    const name = values.titleVi.trim()
    const refused = await sendPictures(outcome.value.id, pictures)
    if (refused === null) showToast({ text: t('created', { name }) })
    else showToast({ tone: 'failed', text: t('artworkFailed', { name, reason: message({ code: refused }) }) })
    onCreated(outcome.value.id)
  })

  return (
    <Dialog open onOpenChange={(open) => !open && !form.formState.isSubmitting && onClose()}>
      <DialogContent title={t('heading')} description={t('lead')} className="md:max-w-[720px]">
        <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
          <TitleBasics form={form} genres={genres} withKind />
          <div className="grid gap-5 md:grid-cols-2">
            <PicturePicker
              kind="poster"
              label={t('poster')}
              onFile={(poster) => setPictures((all) => ({ ...all, poster }))}
            />
            <PicturePicker
              kind="still"
              label={t('still')}
              onFile={(still) => setPictures((all) => ({ ...all, still }))}
            />
          </div>
          {refusal ? <FormError>{refusal}</FormError> : null}
          <div className="flex justify-end gap-2 max-md:flex-col-reverse">
            <DialogClose asChild>
              <Button variant="text">{t('cancel')}</Button>
            </DialogClose>
            <Button type="submit" variant="lamp" busy={form.formState.isSubmitting}>
              {t('submit')}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  )
}

/** Sends the chosen pictures one after the other; gives the first refusal's code, or null. */
async function sendPictures(titleId: string, pictures: Partial<Record<PictureKind, File>>) {
  for (const kind of ['poster', 'still'] as const) {
    const file = pictures[kind]
    const refused = file ? await sendPicture(titleId, kind, file) : null
    if (refused !== null) return refused
  }
  return null
}
