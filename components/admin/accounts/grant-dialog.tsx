'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose, DialogContent } from '../../ui/dialog.tsx'
import { Field, Input, Textarea } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { showToast } from '../../ui/toast.tsx'
import { callAction } from '../../errors/call-action.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import { FormError } from '../titles/form-error.tsx'
import type { PersonActions, TitleOption } from './person-page.ts'
import { TitleFinder } from './title-finder.tsx'

type GrantDialogProps = { accountId: string; actions: PersonActions; onClose: () => void }

/** Gives somebody the right to watch a title or all of them; mount it anew each time it opens. */
export function GrantDialog({ accountId, actions, onClose }: GrantDialogProps) {
  const t = useTranslations('admin.person')
  const message = useErrorMessage()
  const router = useRouter()
  const [giftId] = useState(() => crypto.randomUUID())
  const [scope, setScope] = useState<'title' | 'catalogue'>('title')
  const [title, setTitle] = useState<TitleOption | null>(null)
  const [lastDay, setLastDay] = useState('')
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [missing, setMissing] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const submit = async () => {
    const isMissing = scope === 'title' && title === null
    setMissing(isMissing)
    if (isMissing) return
    setBusy(true)
    const titleId = scope === 'title' ? (title?.id ?? null) : null
    const input = { accountId, giftId, titleId, lastDay: lastDay === '' ? null : lastDay, note }
    const outcome = await callAction(actions.grant, input)
    setBusy(false)
    if (!outcome.ok) return setRefusal(message(outcome))
    showToast({ text: t('given') })
    router.refresh()
    onClose()
  }
  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent title={t('giveTitle')} description={t('giveBody')} className="md:max-w-[520px]">
        <form
          noValidate
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault()
            void submit()
          }}
        >
          <Field label={t('what')}>
            {(control) => (
              <Select
                {...control}
                value={scope}
                onValueChange={(next) => setScope(next === 'catalogue' ? 'catalogue' : 'title')}
                options={[
                  { value: 'title', label: t('oneTitle') },
                  { value: 'catalogue', label: t('wholeCatalogue') },
                ]}
              />
            )}
          </Field>
          {scope === 'title' ? (
            <TitleFinder
              find={actions.findTitles}
              value={title}
              onChange={setTitle}
              error={missing ? t('titleMissing') : undefined}
            />
          ) : null}
          <Field label={t('until')} hint={t('untilHint')}>
            {(control) => (
              <Input
                {...control}
                type="date"
                value={lastDay}
                onChange={(event) => setLastDay(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('note')} hint={t('noteHint')}>
            {(control) => (
              <Textarea
                {...control}
                value={note}
                maxLength={500}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Field>
          {refusal ? <FormError>{refusal}</FormError> : null}
          <div className="flex justify-end gap-2 max-md:flex-col-reverse">
            <DialogClose asChild>
              <Button variant="text">{t('cancel')}</Button>
            </DialogClose>
            <Button type="submit" variant="lamp" busy={busy}>
              {t('give')}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  )
}
