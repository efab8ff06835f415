'use client'

import { useTranslations } from 'next-intl'
import { z } from 'zod'
import type { AdminAction } from '../errors/call-action.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogClose, DialogContent } from '../ui/dialog.tsx'
import { PasswordField } from '../ui/field.tsx'
import { AlertLine } from './alert-line.tsx'
import { useAccountForm, useFieldRules } from './use-account-form.ts'

type ConfirmPasswordDialogProps = {
  open: boolean
  title: string
  lead: string
  submitLabel: string
  /** Takes the password. */
  prove: AdminAction<{ password: string }>
  onClose: () => void
  /** Goes on with what asked for it. */
  onProved: () => void | Promise<void>
}

/** Asks who sits at the screen for the account's password before something goes on. */
export function ConfirmPasswordDialog(props: ConfirmPasswordDialogProps) {
  const { open, title, lead, submitLabel, prove, onClose, onProved } = props
  const t = useTranslations('account.settingsPage')
  const rules = useFieldRules()
  const { register, errors, reset, busy, refusal, submit } = useAccountForm(
    z.object({ password: rules.password }),
    { password: '' },
    prove,
    async (_value, _values, empty) => {
      empty()
      await onProved()
    },
  )
  const close = () => {
    // What was typed stays for nobody who opens it next.
    reset()
    onClose()
  }
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? undefined : close())}>
      <DialogContent title={title} description={lead}>
        <form noValidate method="post" onSubmit={(event) => void submit(event)} className="grid gap-5 pt-2">
          {refusal ? <AlertLine tone="refused">{refusal.sentence}</AlertLine> : null}
          <PasswordField
            label={t('oldPassword')}
            autoComplete="current-password"
            error={errors.password?.message}
            {...register('password')}
          />
          <div className="flex justify-end gap-2 max-md:flex-col">
            <DialogClose asChild>
              <Button variant="tonal">{t('cancel')}</Button>
            </DialogClose>
            <Button type="submit" variant="lamp" busy={busy}>
              {submitLabel}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  )
}
